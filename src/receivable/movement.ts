import type { CurrencyCode } from "../money/currency.ts";
import type { Percent } from "../money/percent.ts";
import type { Instant } from "../time/instant.ts";
import type { Application, ForeignMoney } from "./receivables.ts";

/** Money that moved in another currency than the customer's. */
interface Exchanged {
  /** What moved, in its own currency; `amount` is what that is in the customer's. Absent where the two are one. */
  readonly money?: ForeignMoney;
}

interface MovementBase {
  readonly id: string;
  readonly customer: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
}

/** Tax contained in bad debt. */
export interface DebtTax {
  readonly jurisdiction: string;
  readonly rate: Percent;
  readonly amount: string;
}

/** Money came; what it is not applied to stands on the customer's credit balance. */
export interface PaymentMovement extends MovementBase, Exchanged {
  readonly kind: "payment";
  readonly amount: string;
  readonly provider?: string;
  readonly appliedTo: readonly Application[];
}

/** What a credit note paid. Its lines and taxes are on the document itself; the poster adds them. */
export interface CreditNoteMovement extends Omit<MovementBase, "id"> {
  readonly kind: "credit-note";
  readonly number: string;
  /** Above zero. */
  readonly total: string;
  readonly appliedTo: readonly Application[];
}

/** A part of the credit balance paid an invoice. */
export interface CreditApplicationMovement extends MovementBase {
  readonly kind: "credit-application";
  readonly invoice: string;
  readonly amount: string;
}

/** Money went back to the customer. */
export interface RefundMovement extends MovementBase, Exchanged {
  readonly kind: "refund";
  readonly payment: string;
  readonly amount: string;
  readonly provider?: string;
  /** Invoices owed again; the rest comes off the credit balance. */
  readonly reopens: readonly Application[];
}

/** The bank took a payment back; posted like a refund that nobody asked for. */
export interface PaymentReversalMovement extends Omit<RefundMovement, "kind"> {
  readonly kind: "payment-reversal";
  /** The bank's reason, such as `R01` or `AC04`. */
  readonly reason?: string;
}

/** What stood against some invoices now stands against others; the difference moves to the credit balance. */
export interface ReapplicationMovement extends MovementBase {
  readonly kind: "reapplication";
  readonly reopens: readonly Application[];
  /** Never more than what is reopened. */
  readonly appliedTo: readonly Application[];
}

/** Debt was given up. */
export interface WriteOffMovement extends MovementBase {
  readonly kind: "write-off";
  readonly invoice: string;
  readonly amount: string;
  readonly taxes?: readonly DebtTax[];
}

/** A write-off was taken back: the invoice is owed again. */
export interface WriteOffReversalMovement extends MovementBase {
  readonly kind: "write-off-reversal";
  readonly writeOff: string;
  readonly invoice: string;
  readonly amount: string;
  readonly taxes?: readonly DebtTax[];
}

/** Money came for debt that had been given up. */
export interface RecoveryMovement extends MovementBase {
  readonly kind: "recovery";
  readonly writeOff: string;
  readonly amount: string;
  readonly provider?: string;
  readonly taxes?: readonly DebtTax[];
}

interface DisputeMovement extends MovementBase, Exchanged {
  readonly amount: string;
  readonly provider: string;
  /** What the fee is in, where that is another currency than the customer's. */
  readonly feeCurrency?: CurrencyCode;
}

/** The provider holds disputed money back. */
export interface DisputeOpenedMovement extends DisputeMovement {
  readonly kind: "dispute-opened";
  readonly payment: string;
  readonly fee: string;
}

/** The provider gave disputed money back to us. */
export interface DisputeWonMovement extends DisputeMovement {
  readonly kind: "dispute-won";
  readonly feeReturned: string;
}

/** The customer keeps disputed money. */
export interface DisputeLostMovement extends DisputeMovement {
  readonly kind: "dispute-lost";
  readonly reopens: readonly Application[];
}

/**
 * What a transition did to the money, for posting: each has the fields of the ledger's document of the same kind.
 * An invoice has none, for it is posted from the invoice itself.
 */
export type Movement =
  | PaymentMovement
  | CreditNoteMovement
  | CreditApplicationMovement
  | RefundMovement
  | PaymentReversalMovement
  | ReapplicationMovement
  | WriteOffMovement
  | WriteOffReversalMovement
  | RecoveryMovement
  | DisputeOpenedMovement
  | DisputeWonMovement
  | DisputeLostMovement;
