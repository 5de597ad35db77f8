import type { MoneyFact } from "../../account/money-fact.ts";
import { moneyFactShapes } from "../../account/money-fact-shape.ts";
import { payoutFields } from "../../ledger/payout-fact.ts";
import { boolean, list, literal, type Shape, text } from "../../model/shape.ts";
import { type Fields, object, optional, record } from "../../model/shape-object.ts";
import { date } from "../../model/shape-values.ts";
import { intentStates } from "../../payments/payment-intent.ts";
import type { ExchangedPart, PayoutContent } from "../../payments/payment-provider.ts";
import type { Suggestion } from "../../receivable/matching/match.ts";
import { faultShape } from "../fault-shape.ts";
import { count, decimalText, instantText, nullable } from "../report-shapes.ts";
import type { BankLineView } from "./bank-line-view.ts";
import type { CustomerPaymentsView, MethodView } from "./customer-payments.ts";
import type { StatementView } from "./import-statement.ts";
import type { CallView, IntentView } from "./intent-view.ts";
import type { EffectView, IntentDetail, PayoutView } from "./payments.ts";
import type { Delivered } from "./provider-messages.ts";
import type { ProviderView } from "./provider-settings.ts";
import type { TransferView } from "./refund-payment.ts";
import type { PayoutRequest, PayoutTold } from "./tell-payout.ts";

/** What payments answer, as JSON: a shape that says more or less than its interface does not compile. */

const texts: Shape<Readonly<Record<string, string>>> = record(text, {
  fault: () => undefined,
  schema: () => ({ type: "string" }),
});

/** A text that may be empty, such as what a payer wrote. */
const anyText: Shape<string> = {
  ...text,
  read: (value) => String(value),
  schema: () => ({ type: "string" }),
};

/** A fact that was told: described, and read by nobody. */
const moneyFact: Shape<MoneyFact> = {
  read: (value) => value as MoneyFact,
  standIn: () => ({ fact: "contest-end", id: "unknown", customer: "unknown", invoice: "unknown" }),
  schema: (definitions) => ({
    oneOf: Object.values(moneyFactShapes).map((shape) => shape.schema(definitions)),
  }),
};

const callShape = object<CallView>({
  number: count,
  sentAt: instantText,
  answeredAt: nullable(instantText),
  answer: nullable(text),
});

const intentFields = {
  id: text,
  kind: literal("charge", "refund"),
  way: literal("method", "checkout"),
  provider: text,
  customer: text,
  invoice: nullable(text),
  payment: nullable(text),
  amount: decimalText,
  currency: text,
  state: literal(...intentStates),
  reason: nullable(text),
  decline: nullable(
    object<NonNullable<IntentView["decline"]>>({
      class: literal("retryable", "final", "needs-action"),
      code: text,
    }),
  ),
  method: object<IntentView["method"]>({ id: text, kind: text }),
  providerId: nullable(text),
  recordedAt: instantText,
  nextCallAt: nullable(instantText),
  calls: list(callShape),
  lookUps: count,
  page: nullable(
    object<NonNullable<IntentView["page"]>>({ url: text, expiresAt: nullable(instantText) }),
  ),
};

export const intentShape: Shape<IntentView> = object<IntentView>(intentFields);

export const intentDetailShape: Shape<IntentDetail> = object<IntentDetail>({
  ...intentFields,
  refunds: list(intentShape),
});

export const transferShape: Shape<TransferView> = object<TransferView>({
  id: text,
  kind: literal("refund"),
  way: literal("transfer"),
  customer: text,
  payment: text,
  amount: decimalText,
  currency: text,
  state: literal("succeeded"),
  recordedAt: instantText,
});

export const effectShape: Shape<EffectView> = object<EffectView>({
  id: text,
  customer: text,
  source: text,
  recordedAt: instantText,
  state: literal("recorded", "waiting", "refused"),
  fact: moneyFact,
  faults: list(faultShape),
});

const methodShape = object<MethodView>({
  id: text,
  provider: text,
  method: text,
  kind: text,
  label: text,
  expires: nullable(text),
  isDefault: boolean,
  failing: boolean,
  changedAt: instantText,
});

/** Fields of how a customer pays. */
export const customerPaymentsFields: Fields<CustomerPaymentsView> = {
  customer: text,
  autopay: nullable(literal("issue", "due")),
  methods: list(methodShape),
};

export const customerPaymentsShape: Shape<CustomerPaymentsView> =
  object<CustomerPaymentsView>(customerPaymentsFields);

/** A page of a provider. */
export interface PageView {
  readonly url: string;
  readonly expiresAt: string | null;
}

export const pageViewShape: Shape<PageView> = object<PageView>({
  url: text,
  expiresAt: nullable(instantText),
});

export const providerShape: Shape<ProviderView> = object<ProviderView>({
  provider: text,
  isSetUp: boolean,
  active: boolean,
  keys: list(text),
  options: texts,
  webhookPath: text,
  changedAt: nullable(instantText),
});

const payoutContentShape = object<PayoutContent>({
  payout: text,
  currency: text as Shape<PayoutContent["currency"]>,
  gross: decimalText,
  fees: decimalText,
  net: decimalText,
  parts: object<PayoutContent["parts"]>({
    charges: decimalText,
    refunds: decimalText,
    disputes: decimalText,
    disputeFees: decimalText,
    other: decimalText,
  }),
  exchanged: optional(
    list(
      object<ExchangedPart>({
        currency: text as Shape<ExchangedPart["currency"]>,
        amount: decimalText,
        became: decimalText,
      }),
    ),
  ),
});

export const payoutShape: Shape<PayoutView> = object<PayoutView>({
  provider: text,
  payout: text,
  status: text,
  amount: decimalText,
  currency: text,
  at: instantText,
  content: nullable(payoutContentShape),
});

export const payoutRequestShape: Shape<PayoutRequest> = object<PayoutRequest>(payoutFields);

export const payoutToldShape: Shape<PayoutTold> = object<PayoutTold>({
  ...payoutFields,
  recordedAt: instantText,
});

export const deliveredShape: Shape<Delivered> = object<Delivered>({ messages: count, news: count });

const applicationShape = object<BankLineView["applications"][number]>({
  invoice: text,
  amount: optional(decimalText),
});

const suggestionShape = object<Suggestion>({
  customer: text,
  applications: list(
    object<Suggestion["applications"][number]>({ invoice: text, amount: decimalText }),
  ),
  score: count,
  because: list(literal("reference", "number", "account", "name", "amount", "sum")),
});

export const bankLineShape: Shape<BankLineView> = object<BankLineView>({
  id: text,
  statement: text,
  bookedOn: date,
  amount: decimalText,
  currency: text,
  name: nullable(text),
  iban: nullable(text),
  remittance: anyText,
  reference: nullable(text),
  state: text,
  because: nullable(text),
  customer: nullable(text),
  payment: nullable(text),
  applications: list(applicationShape),
  settledAt: nullable(instantText),
  suggestions: list(suggestionShape),
});

export const statementShape: Shape<StatementView> = object<StatementView>({
  id: text,
  name: text,
  importedAt: instantText,
  isNew: boolean,
  lines: count,
  matched: count,
  partlyMatched: count,
  returned: count,
  unmatched: count,
  duplicates: count,
  faults: list(faultShape),
  items: list(bankLineShape),
});
