import type { Money } from "../money/money.ts";

/** A line of the invoice, by its id, and how much of it goes back; all that is left of it where no amount is said. */
export interface CreditedPart {
  readonly line: string;
  readonly amount?: Money;
}

/**
 * That some of an invoice, or all that is left of it, is taken back by hand: a credit note is issued at once. Amounts are as
 * the invoice's prices are: without tax, or with it where `pricesInclude` says so.
 */
export interface CreditNoteFact {
  readonly fact: "credit-note";
  /** The caller's own name for it; the same told again is the same. */
  readonly id: string;
  readonly customer: string;
  /** The invoice, by its id. */
  readonly invoice: string;
  /** Why, in words; printed. */
  readonly reason: string;
  /** These lines; all of them where absent. */
  readonly lines?: readonly CreditedPart[];
  /** So much of the whole, shared among the lines in proportion to what is left of them; not beside `lines`. */
  readonly amount?: Money;
  /** When it became known, RFC 3339: a server's clock says it, a file must. */
  readonly recordedAt?: string;
}
