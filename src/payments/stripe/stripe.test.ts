import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import { anyCharge, noon, tell } from "../intent.fixture.ts";
import type { ChargeIntent, PaymentIntent } from "../payment-intent.ts";
import type { HostedPageRequest, PaymentProvider } from "../payment-provider.ts";
import {
  call,
  describePaymentProvider,
  lookUp,
  newCharge,
  stepsOf,
} from "../provider.conformance.ts";
import type { FakeStripe } from "./fake-stripe.fixture.ts";
import { payAgain, payOnPage } from "./fake-stripe-money.fixture.ts";
import {
  deliveriesOf,
  providerOf,
  startStripe,
  stripeUnderTest,
} from "./stripe-under-test.fixture.ts";

let fake: FakeStripe;
let provider: PaymentProvider;
beforeAll(async () => {
  fake = await startStripe();
  provider = providerOf(fake);
});
afterAll(() => fake.close());

const under = stripeUnderTest(
  () => fake,
  () => provider,
);
describePaymentProvider(under);

const lastPost = () => fake.calls.findLast(({ method }) => method === "POST");
const asCharge = (intent: PaymentIntent): ChargeIntent => {
  if (intent.kind === "charge") return intent;
  throw new Error("a charge stays one");
};
const paidCount = (intent: PaymentIntent): number =>
  [...fake.books.payments.values()].filter((one) => one.metadata.florin_intent === intent.id)
    .length;

const page: HostedPageRequest = {
  id: "page-1",
  customerReference: "cus_fixture",
  kinds: ["card", "sepa-debit"],
  currency: "EUR",
  successUrl: "https://shop.example/paid",
  cancelUrl: "https://shop.example/back",
  tenant: "acme",
  origin: "https://billing.example",
};

describe("a charge", () => {
  it("is the call that Stripe documents for charging without the customer", async () => {
    const { intent } = await call(under, newCharge(under));
    const post = lastPost();
    expect(post).toMatchObject({ path: "/v1/payment_intents", key: intent.idempotencyKey });
    expect(post?.version).toMatch(/^\d{4}-\d{2}-\d{2}\./);
    expect(Object.fromEntries(post?.form ?? [])).toEqual({
      amount: "12000",
      currency: "usd",
      customer: "cus_fixture",
      payment_method: "pm_card_visa",
      confirm: "true",
      off_session: "true",
      "automatic_payment_methods[enabled]": "true",
      "automatic_payment_methods[allow_redirects]": "never",
      description: "Invoice INV-1",
      "metadata[florin_intent]": intent.id,
      "expand[0]": "latest_charge",
    });
  });

  it("that gets no answer in time is unknown, is found later, and is made once", async () => {
    const hasty = { ...under, provider: () => providerOf(fake, { timeoutMs: "60" }) };
    for (const trouble of ["hang-after", "hang-before"] as const) {
      fake.troubles.push(trouble);
      const { intent } = await call(hasty, newCharge(under));
      expect(intent).toMatchObject({ state: "unknown", attempts: [{ answer: "lost" }] });
      const found = await lookUp(under, intent);
      expect(found.intent.state).toBe(trouble === "hang-after" ? "succeeded" : "unknown");
      expect(paidCount(intent)).toBe(trouble === "hang-after" ? 1 : 0);
    }
  });

  it("whose connection breaks after it was done is made once", async () => {
    fake.troubles.push("reset-after");
    const { intent } = await call(under, newCharge(under));
    expect(intent.state).toBe("succeeded");
    expect(paidCount(intent)).toBe(1);
  });

  it("whose key another call holds is unknown: that call may be doing it", async () => {
    fake.troubles.push("in-use");
    expect((await call(under, newCharge(under))).intent.state).toBe("unknown");
  });

  it("whose error is saved under its key is looked up, and not believed", async () => {
    fake.troubles.push("error-before");
    const { intent } = await call(under, newCharge(under));
    const answer = await provider.charge(asCharge(intent));
    expect(answer.kind).toBe("lost");
    expect(await provider.lookUp(intent)).toEqual({ kind: "absent" });
  });

  it("with the key of another charge is not done, and not told as refused", async () => {
    const { intent } = await call(under, newCharge(under));
    const other = { ...asCharge(intent), amount: "1.00", providerId: null };
    expect(await provider.charge(other)).toMatchObject({ kind: "lost" });
  });

  it("is refused for good where the method is gone or the amount cannot be written", async () => {
    const base = newCharge(under);
    const gone = { ...base, method: { ...base.method, reference: "pm_gone" } };
    expect(await provider.charge(gone)).toMatchObject({
      kind: "refused",
      decline: { class: "final", code: "resource_missing" },
    });
    const odd = anyCharge({ amount: "5.123", currency: "KWD", method: base.method });
    expect(await provider.charge(odd)).toMatchObject({
      kind: "refused",
      decline: { code: "amount-not-charged" },
    });
    expect(await provider.charge({ ...base, method: { id: "m", kind: "card" } })).toMatchObject({
      kind: "refused",
      decline: { code: "no-method-on-file" },
    });
  });

  it("with a wrong key does nothing, and does not print the key", async () => {
    const wrong = { ...under, provider: () => providerOf(fake, {}, "sk_live_WrongKey987") };
    const answer = await wrong.provider().charge(newCharge(under));
    expect(answer.kind).toBe("not-executed");
    expect(JSON.stringify(answer)).not.toContain("WrongKey");
    const listed = await wrong.provider().listMethods("cus_fixture");
    expect(listed).toMatchObject({ ok: false, faults: [{ code: "provider-refused" }] });
    expect(JSON.stringify(listed)).not.toContain("WrongKey");
  });

  it("that failed and is paid in a second try of the same payment is received once", async () => {
    const { intent } = await call(under, newCharge(under, "declined"));
    expect(intent.state).toBe("failed");
    payAgain(fake.books, intent.providerId ?? "");
    const tellings = under.tellings(intent);
    for (const order of [tellings, tellings.toReversed()]) {
      const told = tell(intent, [...order, ...order]);
      expect(told.intent.state).toBe("succeeded");
      expect(told.effects.filter(({ kind }) => kind === "payment-received")).toHaveLength(1);
    }
  });

  it("is found among many by its mark, page after page", async () => {
    const { intent } = await call(under, newCharge(under, "declined"));
    for (let i = 0; i < 120; i += 1)
      fake.books.payments.set(`pi_other_${i}`, {
        ...[...fake.books.payments.values()][0],
        id: `pi_other_${i}`,
        customer: "cus_fixture",
        metadata: {},
      } as never);
    const forgotten = { ...newCharge(under), id: intent.id, attempts: intent.attempts };
    expect((await lookUp(under, forgotten)).intent).toMatchObject({
      state: "failed",
      providerId: intent.providerId,
    });
    for (let i = 0; i < 120; i += 1) fake.books.payments.delete(`pi_other_${i}`);
  });
});

describe("a charge that is taken back before it is done", () => {
  it("is looked up first where nothing is known of it", async () => {
    fake.troubles.push("unavailable");
    const { intent } = await call(under, newCharge(under));
    expect(await provider.withdraw(asCharge(intent))).toMatchObject({ kind: "lost" });
  });

  it("can no longer succeed, or says that it has", async () => {
    const { intent } = await call(under, newCharge(under, "declined"));
    const answer = await provider.withdraw(asCharge(intent));
    const told = tell(intent, [{ kind: "withdrawal", answer }]);
    expect(answer).toMatchObject({ reports: [{ kind: "payment-withdrawn" }] });
    expect(fake.books.payments.get(intent.providerId ?? "")?.status).toBe("canceled");
    expect(told.intent.knowledge.withdrawn).toEqual([intent.providerId]);
    const paid = (await call(under, newCharge(under))).intent;
    expect(await provider.withdraw(asCharge(paid))).toMatchObject({
      kind: "reported",
      reports: [{ kind: "payment", status: "succeeded" }],
    });
  });
});

describe("a page on which the customer pays", () => {
  const open = async () => {
    const charge = tell(newCharge(under), [{ kind: "send", at: noon }]).intent;
    const made = expectOk(await provider.openCheckout(asCharge(charge), page));
    const answer = { kind: "reported", reports: [made.report] } as const;
    const { intent } = tell(charge, [{ kind: "answer", at: noon, attempt: 1, answer }]);
    const session = fake.books.sessions.get(made.reference);
    if (session === undefined) throw new Error("the page was made");
    return { intent, made, session };
  };

  it("waits, and is paid once, told by message and look-up alike", async () => {
    const { intent, made, session } = await open();
    expect(made.url).toContain("https://checkout.stripe.com/");
    expect(intent).toMatchObject({ state: "pending", providerId: session.id });
    expect((await lookUp(under, intent)).intent.state).toBe("pending");
    const payment = payOnPage(fake.books, session);
    const looked = await lookUp(under, intent);
    expect(looked.effects).toMatchObject([{ kind: "payment-received", amount: "120.00" }]);
    const posted = deliveriesOf(fake, { ...intent, providerId: payment.id });
    const events = posted.flatMap((one) => expectOk(provider.readWebhook(one, noon)));
    expect(tell(looked.intent, stepsOf(events, looked.intent)).effects).toEqual([]);
    expect(tell(intent, stepsOf(events, looked.intent)).effects).toHaveLength(1);
  });

  it("is closed by withdrawing the intent, unless it was paid", async () => {
    const { intent, session } = await open();
    const answer = await provider.withdraw(asCharge(intent));
    expect(session.status).toBe("expired");
    const told = tell(intent, [{ kind: "withdrawal", answer }]);
    expect(told).toMatchObject({
      intent: { state: "cancelled" },
      effects: [{ kind: "payment-cancelled" }],
    });
    expect((await lookUp(under, intent)).intent.state).toBe("cancelled");
    const other = await open();
    payOnPage(fake.books, other.session);
    expect(await provider.withdraw(asCharge(other.intent))).toMatchObject({
      reports: [{ kind: "payment", status: "succeeded" }],
    });
  });
});

describe("customers and methods", () => {
  it("are made, set up on a page, listed and detached", async () => {
    const customer = { id: "acme", name: "Acme", email: "pay@acme.example" };
    const reference = expectOk(await provider.openCustomer(customer));
    expect(expectOk(await provider.openCustomer(customer))).toBe(reference);
    const setUp = expectOk(await provider.setUpMethod(page));
    expect(setUp.url).toContain("https://");
    expect(Object.fromEntries(lastPost()?.form ?? [])).toMatchObject({
      mode: "setup",
      currency: "eur",
      "allowed_payment_method_types[0]": "card",
      "allowed_payment_method_types[1]": "sepa_debit",
    });
    const listed = expectOk(await provider.listMethods("cus_fixture"));
    expect(listed).toHaveLength(8);
    expect(listed).toContainEqual({
      reference: "pm_card_visa",
      kind: "card",
      label: "visa 4242",
      expires: "2031-04",
    });
    expect(listed.map(({ kind }) => kind)).toContain("sepa-debit");
    expect(await provider.detachMethod("pm_link")).toEqual({ ok: true, value: undefined });
    expect(await provider.detachMethod("pm_link")).toMatchObject({ ok: true });
    expect(await provider.detachMethod("pm_never")).toMatchObject({ ok: true });
  });

  it("are asked for again where Stripe is down", async () => {
    fake.troubles.push("unavailable");
    const answer = await provider.openCustomer({ id: "down", name: "Down" });
    expect(answer).toMatchObject({ ok: false, faults: [{ code: "provider-unavailable" }] });
  });
});
