import { factId, instant } from "../model/fact-text.ts";
import { list, literal, type Shape, text, whole } from "../model/shape.ts";
import { currency } from "../model/shape-money.ts";
import { object, optional } from "../model/shape-object.ts";
import { date, decimalText } from "../model/shape-values.ts";
import type { CurrencyCode } from "../money/currency.ts";

const count: Shape<number> = whole(0, Number.MAX_SAFE_INTEGER);

/** A document by its id and its number. */
export interface DocumentName {
  readonly id: string;
  readonly number: string;
}

/** So much of an invoice. */
export interface InvoicePart extends DocumentName {
  readonly amount: string;
}

const documentName = { id: text, number: text };
const invoiceParts = list(object<InvoicePart>({ ...documentName, amount: decimalText }));

/** A document that was issued, without its lines. Amounts are decimal text, times RFC 3339 UTC. */
export interface DocumentData extends DocumentName {
  readonly customer: string;
  readonly customerName: string;
  readonly currency: CurrencyCode;
  readonly subtotal: string;
  readonly discount: string;
  readonly tax: string;
  readonly total: string;
  /** What awaits payment. */
  readonly due: string;
  readonly issuedAt: string;
  readonly dueAt: string;
  readonly model: string;
  readonly lines: number;
  /** Of a credit note: the invoices that it takes something back of, where it is known of which. */
  readonly corrects?: readonly DocumentName[];
  readonly reason?: string;
}

/** The shape of {@link DocumentData}. */
export const documentData = object<DocumentData>({
  ...documentName,
  customer: factId,
  customerName: text,
  currency: currency,
  subtotal: decimalText,
  discount: decimalText,
  tax: decimalText,
  total: decimalText,
  due: decimalText,
  issuedAt: instant,
  dueAt: instant,
  model: text,
  lines: count,
  corrects: optional(list(object<DocumentName>(documentName))),
  reason: optional(text),
});

/** What is owed of an invoice. */
export interface InvoiceStanding extends DocumentName {
  readonly customer: string;
  readonly currency: CurrencyCode;
  readonly total: string;
  readonly open: string;
  readonly issuedAt: string;
  readonly dueAt: string;
}

/** The shape of {@link InvoiceStanding}. */
export const invoiceStanding = object<InvoiceStanding>({
  ...documentName,
  customer: factId,
  currency: currency,
  total: decimalText,
  open: decimalText,
  issuedAt: instant,
  dueAt: instant,
});

/** Money that came, went back or was given up. */
export interface MoneyData {
  readonly id: string;
  readonly customer: string;
  readonly currency: CurrencyCode;
  readonly amount: string;
  /** The payment that it is about, where it is about one. */
  readonly payment?: string;
  readonly provider?: string;
  readonly reason?: string;
  /** What it pays, reopens or gives up, by invoice. */
  readonly invoices: readonly InvoicePart[];
}

/** The shape of {@link MoneyData}. */
export const moneyData = object<MoneyData>({
  id: text,
  customer: factId,
  currency: currency,
  amount: decimalText,
  payment: optional(text),
  provider: optional(text),
  reason: optional(text),
  invoices: invoiceParts,
});

/** A payment that we asked for and that did not come. */
export interface PaymentAttemptData {
  /** The payment intent. */
  readonly intent: string;
  readonly customer: string;
  readonly provider: string;
  readonly currency: CurrencyCode;
  readonly amount: string;
  readonly invoices: readonly DocumentName[];
  /** Why it failed, as the provider says. */
  readonly reason?: string;
}

/** The shape of {@link PaymentAttemptData}. */
export const paymentAttemptData = object<PaymentAttemptData>({
  intent: text,
  customer: factId,
  provider: text,
  currency: currency,
  amount: decimalText,
  invoices: list(object<DocumentName>(documentName)),
  reason: optional(text),
});

/** A step of dunning that was taken. */
export interface DunningData {
  readonly id: string;
  readonly customer: string;
  readonly currency: CurrencyCode;
  readonly action: string;
  readonly afterDueDays: number;
  readonly template?: string;
  readonly total: string;
  /** What is open of each. */
  readonly invoices: readonly InvoicePart[];
}

/** The shape of {@link DunningData}. */
export const dunningData = object<DunningData>({
  id: text,
  customer: factId,
  currency: currency,
  action: text,
  afterDueDays: whole(-3_650, 3_650),
  template: optional(text),
  total: decimalText,
  invoices: invoiceParts,
});

/** Credits that were given, expired or taken back. */
export interface CreditData {
  readonly id: string;
  readonly grant: string;
  readonly customer: string;
  readonly currency: CurrencyCode;
  /** What they take off invoices. */
  readonly worth: string;
  readonly reason?: string;
}

/** The shape of {@link CreditData}. */
export const creditData = object<CreditData>({
  id: text,
  grant: text,
  customer: factId,
  currency: currency,
  worth: decimalText,
  reason: optional(text),
});

/** Credits that run low. */
export interface LowCreditData {
  readonly customer: string;
  readonly currency: CurrencyCode;
  /** The model's credit book; absent for credits of none. */
  readonly credit?: string;
  readonly left: string;
  /** Below which this is told. */
  readonly whenBelow: string;
}

/** The shape of {@link LowCreditData}. */
export const lowCreditData = object<LowCreditData>({
  customer: factId,
  currency: currency,
  credit: optional(text),
  left: decimalText,
  whenBelow: decimalText,
});

/** Free days that end soon. */
export interface TrialEndData {
  readonly subscription: string;
  readonly customer: string;
  readonly plan?: string;
  readonly addon?: string;
  /** The first day that is paid for, in the account's zone. */
  readonly paidFrom: string;
}

/** The shape of {@link TrialEndData}. */
export const trialEndData = object<TrialEndData>({
  subscription: factId,
  customer: factId,
  plan: optional(text),
  addon: optional(text),
  paidFrom: date,
});

/** Credits that expire soon. */
export interface CreditEndData {
  readonly grant: string;
  readonly customer: string;
  readonly currency: CurrencyCode;
  /** The model's credit book; absent for credits of none. */
  readonly credit?: string;
  readonly left: string;
  /** The first moment at which they no longer pay. */
  readonly expiresAt: string;
}

/** The shape of {@link CreditEndData}. */
export const creditEndData = object<CreditEndData>({
  grant: text,
  customer: factId,
  currency: currency,
  credit: optional(text),
  left: decimalText,
  expiresAt: instant,
});

/** A contract that goes on by itself unless notice is given soon. Days are those of the account's zone. */
export interface RenewalData {
  readonly contract: string;
  readonly customer: string;
  readonly number: string;
  readonly name: string;
  /** The first day of the next term. */
  readonly renewsOn: string;
  /** The last day on which notice ends it there. */
  readonly noticeBy: string;
}

/** The shape of {@link RenewalData}. */
export const renewalData = object<RenewalData>({
  contract: factId,
  customer: factId,
  number: text,
  name: text,
  renewsOn: date,
  noticeBy: date,
});

/** A correction of usage that no invoice bills any more. */
export interface LateCorrectionData {
  /** The correction's id. */
  readonly correction: string;
  readonly kind: "void" | "replace";
  readonly customer: string;
  /** The event's source, id and type. */
  readonly source: string;
  readonly event: string;
  readonly eventType: string;
  /** When the event happened, as it said before. */
  readonly time: string;
}

/** The shape of {@link LateCorrectionData}. */
export const lateCorrectionData = object<LateCorrectionData>({
  correction: text,
  kind: literal("void", "replace"),
  customer: factId,
  source: text,
  event: text,
  eventType: text,
  time: instant,
});

/** An account that billing cannot go on with, and why. */
export interface ParkedData {
  readonly customer: string;
  readonly reason: string;
}

/** The shape of {@link ParkedData}. */
export const parkedData = object<ParkedData>({ customer: factId, reason: text });

/** A customer, and nothing else. */
export interface CustomerData {
  readonly customer: string;
}

/** The shape of {@link CustomerData}. */
export const customerData = object<CustomerData>({ customer: factId });

/** A published version of the model. */
export interface ModelData {
  readonly id: string;
  readonly version: string;
  readonly name: string;
  readonly currency: CurrencyCode;
}

/** The shape of {@link ModelData}. */
export const modelData = object<ModelData>({
  id: text,
  version: text,
  name: text,
  currency: currency,
});

/** A month that was closed. */
export interface MonthData {
  /** `2026-01`. */
  readonly month: string;
  readonly from: string;
  readonly to: string;
}

/** The shape of {@link MonthData}. */
export const monthData = object<MonthData>({ month: text, from: instant, to: instant });

/** What a test says. */
export interface TestData {
  readonly endpoint: string;
  readonly message: string;
}

/** The shape of {@link TestData}. */
export const testData = object<TestData>({ endpoint: text, message: text });

/** A change that waits for a second person, or did. */
export interface ApprovalData {
  readonly approval: string;
  readonly action: string;
  readonly method: string;
  readonly path: string;
  /** As the audit log names them. */
  readonly askedBy: string;
  readonly why?: string;
  /** Of a decision. */
  readonly state?: "approved" | "refused";
  readonly decidedBy?: string;
  readonly reason?: string;
}

/** The shape of {@link ApprovalData}. */
export const approvalData = object<ApprovalData>({
  approval: text,
  action: text,
  method: text,
  path: text,
  askedBy: text,
  why: optional(text),
  state: optional(literal("approved", "refused")),
  decidedBy: optional(text),
  reason: optional(text),
});
