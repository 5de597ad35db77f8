import type { CurrencyCode } from "../../money/currency.ts";

/** One movement on our bank account, as a statement tells it; of a batch, one of its parts. */
export interface StatementLine {
  /** The same for the same movement, however often and in whatever file it is imported. */
  readonly id: string;
  /** Local day on which the bank booked it, `2026-01-31`. */
  readonly bookedOn: string;
  /** All digits of the minor unit; above zero what came, below zero what went. */
  readonly amount: string;
  readonly currency: CurrencyCode;
  /** The other party. */
  readonly name?: string;
  readonly iban?: string;
  /** What the payer wrote, in one line. */
  readonly remittance: string;
  /** A structured reference (ISO 11649, Swiss QR, or the payer's own), as it stands. */
  readonly reference?: string;
  /** The id that travels with a transfer from end to end. */
  readonly endToEndId?: string;
  /** The bank's own reference of the movement. */
  readonly bankReference?: string;
  /** The reference of the collective booking that it is a part of. */
  readonly batch?: string;
  /** The bank takes an earlier movement back. */
  readonly reversal: boolean;
  /** Why a transfer or debit came back: `AC04`, `R01`. */
  readonly returnReason?: string;
  /** What banks took off on the way: the payer sent so much more. */
  readonly charges?: string;
}
