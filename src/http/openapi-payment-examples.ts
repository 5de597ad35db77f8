/** Samples of what payments answer; a test holds each against its description. */

const recordedAt = "2026-04-01T00:00:00Z";

export const intent = {
  id: "pay_6a1f0c",
  kind: "charge",
  way: "method",
  provider: "stripe",
  customer: "c-17",
  invoice: "INV-000001",
  payment: null,
  amount: "120.00",
  currency: "USD",
  state: "succeeded",
  reason: null,
  decline: null,
  method: { id: "method_4c81", kind: "card" },
  providerId: "pi_3MtwBw",
  recordedAt,
  nextCallAt: null,
  calls: [{ number: 1, sentAt: recordedAt, answeredAt: recordedAt, answer: "reported" }],
  lookUps: 0,
  page: null,
};

export const checkout = {
  ...intent,
  id: "pay_77d2e1",
  way: "checkout",
  state: "pending",
  reason: "needs-action",
  method: { id: "checkout", kind: "card" },
  nextCallAt: "2026-04-02T00:00:00Z",
  page: {
    url: "https://checkout.stripe.com/c/pay/cs_test_1",
    expiresAt: "2026-04-02T00:00:00Z",
  },
};

export const refund = {
  ...intent,
  id: "pay_9b0a33",
  kind: "refund",
  payment: "pay_6a1f0c",
  amount: "20.00",
};

export const intentDetail = { ...intent, refunds: [refund] };

export const intents = { items: [intent], next: null };

export const chargeRequest = { method: "method_4c81", amount: "120 USD" };

export const checkoutRequest = {
  provider: "stripe",
  successUrl: "https://acme.example/paid",
  cancelUrl: "https://acme.example/back",
};

export const refundRequest = { payment: "pay_6a1f0c", amount: "20 USD", reopen: "last" };

export const effect = {
  id: "pay_6a1f0c:pi_3MtwBw:received",
  customer: "c-17",
  source: "intent pay_6a1f0c",
  recordedAt,
  state: "recorded",
  fact: {
    fact: "payment",
    id: "pay_6a1f0c",
    customer: "c-17",
    amount: "120 USD",
    method: "card",
    receivedAt: recordedAt,
    provider: "stripe",
    providerId: "pi_3MtwBw",
    appliesTo: [{ invoice: "INV-000001" }],
  },
  faults: [],
};

export const effects = { items: [effect], next: null };

export const payoutRequest = {
  id: "2026-04-1",
  provider: "paypal",
  gross: "600 USD",
  fees: "17.70 USD",
  paidAt: recordedAt,
};

export const payoutTold = { ...payoutRequest, recordedAt };

export const payouts = {
  items: [
    {
      provider: "stripe",
      payout: "po_1",
      status: "paid",
      amount: "116.22",
      currency: "USD",
      at: recordedAt,
      content: {
        payout: "po_1",
        currency: "USD",
        gross: "120.00",
        fees: "3.78",
        net: "116.22",
        parts: {
          charges: "120.00",
          refunds: "0.00",
          disputes: "0.00",
          disputeFees: "0.00",
          other: "0.00",
        },
      },
    },
  ],
  next: null,
};

export const customerPayments = {
  customer: "c-17",
  autopay: "due",
  methods: [
    {
      id: "method_4c81",
      provider: "stripe",
      method: "card",
      kind: "card",
      label: "visa 4242",
      expires: "2031-04",
      isDefault: true,
      failing: false,
      changedAt: recordedAt,
    },
  ],
};

export const customerPaymentsRequest = { autopay: "due", order: ["method_4c81"] };

export const methodPageRequest = { ...checkoutRequest, kinds: ["card"] };

export const methodPage = {
  url: "https://checkout.stripe.com/c/pay/cs_test_2",
  expiresAt: "2026-04-02T00:00:00Z",
};

export const fetchMethodsRequest = { provider: "stripe" };

export const provider = {
  provider: "stripe",
  isSetUp: true,
  active: true,
  keys: ["secret", "webhook"],
  options: {},
  webhookPath: "/v1/webhooks/default/stripe",
  changedAt: recordedAt,
};

export const providers = { items: [provider] };

export const providerRequest = { keys: { secret: "sk_live_…", webhook: "whsec_…" } };

export const bankLine = {
  id: "9c2f11aa",
  statement: "b71c0e42",
  bookedOn: "2026-04-02",
  amount: "120.00",
  currency: "USD",
  name: "Northwind Ltd",
  iban: "DE89370400440532013000",
  remittance: "INV-000001",
  reference: null,
  state: "matched",
  because: "exact",
  customer: "c-17",
  payment: "bank:9c2f11aa",
  applications: [{ invoice: "INV-000001", amount: "120.00" }],
  settledAt: recordedAt,
  suggestions: [],
};

const unmatchedLine = {
  ...bankLine,
  id: "5510be07",
  remittance: "services in March",
  state: "unmatched",
  because: "no-trace",
  customer: null,
  payment: null,
  applications: [],
  settledAt: null,
  suggestions: [
    {
      customer: "c-17",
      applications: [{ invoice: "INV-000002", amount: "120.00" }],
      score: 20,
      because: ["name", "amount"],
    },
  ],
};

export const bankLines = { items: [unmatchedLine], next: null };

export const statement = {
  id: "b71c0e42",
  name: "april.xml",
  importedAt: recordedAt,
  isNew: true,
  lines: 1,
  matched: 1,
  partlyMatched: 0,
  returned: 0,
  unmatched: 0,
  duplicates: 0,
  faults: [],
  items: [bankLine],
};

export const matchRequest = {
  customer: "c-17",
  applications: [{ invoice: "INV-000002", amount: "120 USD" }],
};

export const ignoreRequest = { reason: "a transfer between our own accounts" };
