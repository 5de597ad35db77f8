import type { Money } from "../money/money.ts";
import type { CadenceName } from "../time/cadence.ts";
import type { Vocabulary } from "./vocabulary.ts";

/**
 * What makes an invoice: the end of each subscription's own periods; or besides, unbilled use of an account that has reached an
 * amount by a local midnight (the period's end bills the rest). The amount is net of discounts, without tax, in the model's
 * currency; customers who are billed in another one have none.
 */
export type InvoiceTrigger<V extends Vocabulary = Vocabulary> =
  | { readonly kind: "period"; readonly every: CadenceName }
  | { readonly kind: "usage-threshold"; readonly amount: Money<V["currency"]> };

/**
 * What one document is for: all that an account owes at once (the default), what is for one of the customers that it pays for,
 * or what is of one subscription and its add-ons.
 */
export type InvoicesPer = "account" | "customer" | "subscription";

/** How invoices are made. */
export interface Invoicing<V extends Vocabulary = Vocabulary> {
  /** Prefix of the gapless number. Default `INV`. */
  readonly series?: string;
  /** Prefix of a credit note's number, whose series is its own. Default `CN`. */
  readonly creditNoteSeries?: string;
  /** How long a draft stays open for late events, an ISO 8601 duration. Default `PT1H`. */
  readonly grace?: string;
  /** Days from issue to due date, where neither payment terms nor a contract say. Default 30. */
  readonly netDays?: number;
  /** How many months back late usage is still billed: for whole periods of its charge, at least one. Default 13; 0 for never. */
  readonly lateMonths?: number;
  /** What goes on one document of what is due at once, where the customer does not say. Default `account`. */
  readonly invoicesPer?: InvoicesPer;
  /** Default: each subscription's own periods. */
  readonly trigger?: InvoiceTrigger<V>;
}
