import { type Decimal, decimalOf } from "../money/decimal.ts";
import type { CurrencyCode } from "../money/money.ts";
import type { Step } from "../pricing/price-kind.ts";
import type { LineTax, TaxSubtotal } from "../tax/tax-category.ts";
import type { Buyer, Seller } from "./party.ts";

/** What kind of thing a line charges for. */
export type LineKind =
  | "recurring"
  | "usage"
  | "capacity"
  | "licence"
  | "maintenance"
  | "late-usage"
  | "one-off"
  | "milestone"
  | "unused-time"
  | "termination-fee"
  | "dunning-fee"
  | "credits"
  | "service-credit"
  | "true-up"
  | "rebate";

/** A discount as it was applied: a positive amount that was taken off. */
export interface LineDiscount {
  readonly id: string;
  readonly label: string;
  readonly amount: string;
  /** Of the coupon that it comes from; absent for any other. */
  readonly code?: string;
}

/**
 * How a line's amount came to be, down to price version, tiers and event count. Here and in a line, what does not apply is
 * undefined in memory (every line then has one shape, which is what makes a run of them fast) and absent in JSON.
 */
export interface LineExplanation {
  /** JSON pointer of the price in the model version. */
  readonly price: string;
  /** `id@version` of the model the customer bought. */
  readonly priceVersion: string;
  /** Accepted usage events behind the quantity; absent where nothing was metered. */
  readonly events?: number | undefined;
  /** The quantity that was priced, before the included units came off. */
  readonly quantity: string;
  readonly included?: string | undefined;
  readonly proration?: { readonly numerator: number; readonly denominator: number } | undefined;
  readonly steps: readonly Step[];
  /** The exact amount and the minor-unit amount it was rounded to. */
  readonly rounding: { readonly from: string; readonly to: string };
  readonly notes?: readonly string[] | undefined;
}

/** The customer that a line is for, where another pays: a department, a subsidiary. */
export interface LineCustomer {
  readonly id: string;
  readonly name: string;
  /** What it calls its purchases: its cost centre. */
  readonly reference?: string;
}

/** The bundle that a line is a part of, by the id of its purchase, and what all of it costs; each period where it recurs. */
export interface LineBundle {
  readonly id: string;
  readonly name: string;
  readonly price: string;
}

/** One charge of an invoice. Amounts are decimal text in the invoice's currency, times RFC 3339 UTC. */
export interface InvoiceLine {
  readonly id: string;
  readonly kind: LineKind;
  readonly description: string;
  readonly stream: string;
  /** Whom it is for, where that is not who pays. */
  readonly customer?: LineCustomer | undefined;
  /** Absent where it was not bought in one. */
  readonly bundle?: LineBundle | undefined;
  readonly subscription?: string | undefined;
  readonly plan?: string | undefined;
  /** The add-on, where the line is for one; `plan` is then absent. */
  readonly addon?: string | undefined;
  readonly charge?: string | undefined;
  readonly meter?: string | undefined;
  /** How it is earned, where the model says it otherwise than lines of its kind are: evenly by day of its period. */
  readonly earned?: "by-day" | undefined;
  /** The service period, half-open; null for something delivered at once. */
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly quantity: string;
  readonly unit?: string | undefined;
  /** Before discounts, rounded to the minor unit. */
  readonly gross: string;
  readonly discounts: readonly LineDiscount[];
  /** gross − discounts; without tax. */
  readonly amount: string;
  /** Where prices include tax, what the price came to after discounts: `amount` and the tax in it. */
  readonly withTax?: string | undefined;
  /** Absent where the model has no tax rules. */
  readonly tax?: LineTax | undefined;
  readonly explanation: LineExplanation;
  /** Ids of the invoices that it is charged for: of a fee for late payment. */
  readonly about?: readonly string[] | undefined;
}

/** A bill, or a document that takes back some of one. */
export type InvoiceKind = "invoice" | "credit-note";

/**
 * A bill, as canonical data: the same facts give the same bytes.
 *
 * `subtotal` is the sum of gross amounts, `discount` what came off, `total` = subtotal − discount + tax.
 * A credit note has the same fields and signs, so its total is below zero: sums over documents need no case.
 * A draft has no number; a final document never changes.
 */
export interface Invoice {
  readonly kind: InvoiceKind;
  readonly number: string | null;
  /** The series that its contract has for its numbers; absent for the series of all other documents of its kind. */
  readonly series?: string | undefined;
  readonly id: string;
  readonly customer: string;
  readonly customerName: string;
  readonly currency: CurrencyCode;
  readonly status: "draft" | "final";
  readonly issuedAt: string;
  readonly dueAt: string;
  readonly model: string;
  /** Absent where the model does not say who sells. */
  readonly seller?: Seller | undefined;
  /** Absent where nothing but the name is known. */
  readonly buyer?: Buyer | undefined;
  /** Numbers of the signed contracts that its lines are under; absent for none. */
  readonly contracts?: readonly string[] | undefined;
  /** Ways to pay that those contracts allow, by the model's names; absent where they leave it open. */
  readonly methods?: readonly string[] | undefined;
  /** Ids of the invoices that a credit note takes something back of, where it is known of which. */
  readonly corrects?: readonly string[] | undefined;
  /** Why it is issued: of a credit note that was told by hand. */
  readonly reason?: string | undefined;
  /** `tax`: the prices behind its lines include tax. What the lines, `subtotal` and `discount` say is without it all the same. */
  readonly pricesInclude?: "tax" | undefined;
  readonly lines: readonly InvoiceLine[];
  readonly subtotal: string;
  readonly discount: string;
  /** What came off the whole document, by discount: the sums of the shares that its lines show; absent for none. */
  readonly discounts?: readonly LineDiscount[] | undefined;
  readonly tax: string;
  /** The tax by rate, adding up to `tax`; absent where the model has no tax rules. */
  readonly taxes?: readonly TaxSubtotal[] | undefined;
  readonly total: string;
  /** What credits that the customer had paid for pay of the total; absent for none. */
  readonly prepaid?: string | undefined;
  /** total − prepaid: what awaits payment; absent where that is the total. */
  readonly due?: string | undefined;
}

/** What a line came to: with tax where the prices behind it include tax. */
export const statedAmount = ({
  withTax,
  amount,
}: Pick<InvoiceLine, "withTax" | "amount">): Decimal => decimalOf(withTax ?? amount);

/** What is to be paid of a document, or given back: its total less what prepaid credits paid. */
export const amountDue = ({ total, due = total }: Pick<Invoice, "total" | "due">): string => due;

/** The invoice's bytes: JSON in the order of its fields, the form that is stored, replayed and compared. */
export const invoiceText = (invoice: Invoice): string => JSON.stringify(invoice);
