import type { Money } from "../money/money.ts";
import type { DebtTax } from "../receivable/movement.ts";

/** What every fact about money says. */
interface MoneyTold {
  /** The caller's own name for it; the same told again is the same. Unique within its kind. */
  readonly id: string;
  readonly customer: string;
  /** When it became known, RFC 3339: a server's clock says it, a file must. */
  readonly recordedAt?: string;
}

/** An invoice, by its id (`acme:3`), and how much of it; as far as it is open where no amount is said. */
export interface InvoicePart {
  readonly invoice: string;
  readonly amount?: Money;
}

/** A part of a settlement that stands against an invoice. */
export interface SettledPart {
  readonly invoice: string;
  readonly amount: Money;
}

/**
 * What money in another currency settles: so much of the customer's currency, units of it for one of what came, or what the
 * rate of the day says on which it counts.
 */
export type Exchange = { readonly settles: Money } | { readonly rate: string } | "by-table";

/** Money that came. */
export interface PaymentFact extends MoneyTold {
  readonly fact: "payment";
  readonly amount: Money;
  /** Where it came through: `card`, `sepa-debit`, `bank-transfer`, `cash`… */
  readonly method: string;
  /** Of an amount in another currency than the customer's invoices, what it settles of them. */
  readonly exchange?: Exchange;
  /** When it counts, RFC 3339: the booking day of a bank. Default: when it became known. */
  readonly receivedAt?: string;
  /** Who collected it; absent for money on our own bank account. */
  readonly provider?: string;
  /** The provider's own id of the payment, or the bank's reference. */
  readonly providerId?: string;
  /** The invoices it is meant for, in this order. */
  readonly appliesTo?: readonly InvoicePart[];
  /** Where the rest goes. `oldest` (default): to the items due first, then to the credit balance. */
  readonly rest?: "oldest" | "balance";
}

/** Money of a payment that we gave back. Never more than was paid. */
export interface RefundFact extends MoneyTold {
  readonly fact: "refund";
  readonly payment: string;
  readonly amount: Money;
  /** What is owed again: what was paid `last`, or these invoices; nothing where absent. */
  readonly reopen?: "last" | readonly string[];
}

/** The bank took a payment back: a returned debit, a bounced cheque. What it paid is owed again. */
export interface PaymentReturnFact extends MoneyTold {
  readonly fact: "payment-return";
  readonly payment: string;
  /** Default: all that has not gone back yet. */
  readonly amount?: Money;
  /** The bank's reason, such as `R01` or `AC04`. */
  readonly reason?: string;
}

/** Debt given up: all that is open of an invoice, or a part. */
export interface WriteOffFact extends MoneyTold {
  readonly fact: "write-off";
  readonly invoice: string;
  readonly amount?: Money;
  /** Tax contained in it, where the law gives it back. */
  readonly taxes?: readonly DebtTax[];
}

/** A write-off taken back: the invoice is owed again. */
export interface WriteOffReversalFact extends MoneyTold {
  readonly fact: "write-off-reversal";
  readonly writeOff: string;
  readonly amount?: Money;
  readonly taxes?: readonly DebtTax[];
}

/** Money that came for debt given up; the invoice stays closed. */
export interface RecoveryFact extends MoneyTold {
  readonly fact: "recovery";
  readonly writeOff: string;
  readonly amount: Money;
  readonly provider?: string;
  readonly taxes?: readonly DebtTax[];
}

/** The customer disputes a payment at its provider, who holds the money back. The invoice stays paid. */
export interface DisputeFact extends MoneyTold {
  readonly fact: "dispute";
  readonly payment: string;
  readonly amount: Money;
  readonly provider: string;
  /** What the provider charges for it, in whatever currency. */
  readonly fee?: Money;
}

/** How a dispute ended. Lost: the customer keeps the money, and what it paid last is owed again. */
export interface DisputeOutcomeFact extends MoneyTold {
  readonly fact: "dispute-outcome";
  readonly dispute: string;
  readonly outcome: "won" | "lost";
  /** Where it was won, what of the fee came back. */
  readonly feeReturned?: Money;
}

/** Pays invoices from the customer's credit balance: the named ones, else those due first. */
export interface BalanceApplicationFact extends MoneyTold {
  readonly fact: "balance-application";
  readonly to?: readonly InvoicePart[];
}

/** What a payment or a credit note paid is moved to other invoices, or to the credit balance. */
export interface ReassignmentFact extends MoneyTold {
  readonly fact: "reassignment";
  readonly of: { readonly kind: "payment" | "credit-note"; readonly id: string };
  readonly from: readonly SettledPart[];
  readonly to: readonly SettledPart[];
}

/** The customer contests an invoice: its dunning stands still until the contest ends. */
export interface ContestFact extends MoneyTold {
  readonly fact: "contest";
  readonly invoice: string;
}

/** A contest is over, whatever came of it. */
export interface ContestEndFact extends MoneyTold {
  readonly fact: "contest-end";
  readonly invoice: string;
}

/** The customer promises to pay an invoice by a day; that day is still given to it. */
export interface PaymentPromiseFact extends MoneyTold {
  readonly fact: "payment-promise";
  readonly invoice: string;
  /** Local day, `2026-01-31`. */
  readonly until: string;
}

/** We asked a provider to charge the customer for an invoice. The payment it becomes has the same id. */
export interface ChargeFact extends MoneyTold {
  readonly fact: "charge";
  readonly invoice: string;
  readonly method: string;
}

/** A charge failed. */
export interface ChargeFailureFact extends MoneyTold {
  readonly fact: "charge-failure";
  /** The charge's id. */
  readonly charge: string;
  /** Whether the method will never work again: a closed account, a lost card. Default false. */
  readonly refused?: boolean;
}

/** What is told about a customer's money. */
export type MoneyFact =
  | PaymentFact
  | RefundFact
  | PaymentReturnFact
  | WriteOffFact
  | WriteOffReversalFact
  | RecoveryFact
  | DisputeFact
  | DisputeOutcomeFact
  | BalanceApplicationFact
  | ReassignmentFact
  | ContestFact
  | ContestEndFact
  | PaymentPromiseFact
  | ChargeFact
  | ChargeFailureFact;
