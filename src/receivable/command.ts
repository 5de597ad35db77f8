import type { Result } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import type { Instant } from "../time/instant.ts";
import type { DebtTax, Movement } from "./movement.ts";
import type { Application, ForeignMoney, Receivables } from "./receivables.ts";

/** A final invoice. One below zero is credit, of which nothing is ever open. */
export interface AddInvoice {
  readonly kind: "add-invoice";
  /** Its number. */
  readonly invoice: string;
  readonly id: string;
  readonly issuedAt: Instant;
  readonly dueAt: Instant;
  readonly currency: CurrencyCode;
  readonly total: string;
  /** Pays it from the credit balance at once, as far as that reaches. Default false. */
  readonly applyBalance?: boolean;
  /** Whether it charges for late payment and nothing else. Default false. */
  readonly feesOnly?: boolean;
}

/**
 * A final credit note: it settles what is open of the invoices that it corrects, then stands in for the payments that
 * paid them, and what is credit after that pays the oldest items.
 */
export interface AddCreditNote {
  readonly kind: "add-credit-note";
  readonly number: string;
  readonly currency: CurrencyCode;
  /** As the document has it: below zero. */
  readonly total: string;
  /** Numbers of the invoices that it corrects; none for goodwill. */
  readonly corrects?: readonly string[];
  /** Where the rest goes. Default `oldest`. */
  readonly rest?: "oldest" | "balance";
}

/** Money that came. Where the id is that of a charge we started, the charge ends with it. */
export interface ReceivePayment {
  readonly kind: "receive-payment";
  readonly id: string;
  /** When it counts; default the moment of the command. */
  readonly receivedAt?: Instant;
  readonly amount: string;
  readonly currency: CurrencyCode;
  readonly method: string;
  readonly provider?: string;
  readonly providerId?: string;
  /** What came, where that was in another currency; `amount` is what it settles. */
  readonly came?: ForeignMoney;
  /** The invoices it is meant for, in this order; each up to `amount`, or as far as it is open. */
  readonly appliesTo?: readonly { readonly invoice: string; readonly amount?: string }[];
  /** Where the rest goes. Default `oldest`: to the items due first, then to the credit balance. */
  readonly rest?: "oldest" | "balance";
}

/** Pays items from the credit balance: the named ones, else those due first. */
export interface ApplyBalance {
  readonly kind: "apply-balance";
  readonly id: string;
  readonly to?: readonly { readonly invoice: string; readonly amount?: string }[];
}

/**
 * Money that goes back to the customer. It takes the payment's own credit first, then any other credit of the customer,
 * and owes invoices again only as far as that does not reach and `reopen` allows it.
 */
export interface RefundPayment {
  readonly kind: "refund";
  readonly id: string;
  readonly payment: string;
  readonly amount: string;
  /** `last`: the last paid first. Or the numbers of the invoices, in their order. Absent: no invoice is owed again. */
  readonly reopen?: "last" | readonly string[];
}

/** The bank took the money back, days after it came: what it paid is owed again. */
export interface ReversePayment {
  readonly kind: "reverse-payment";
  readonly id: string;
  readonly payment: string;
  /** Default: all that has not gone back yet. */
  readonly amount?: string;
  /** The bank's reason, such as `R01` or `AC04`. */
  readonly reason?: string;
}

/** Debt given up: all that is open of an invoice, or a part. */
export interface WriteOff {
  readonly kind: "write-off";
  readonly id: string;
  readonly invoice: string;
  readonly amount?: string;
  readonly taxes?: readonly DebtTax[];
}

/** A write-off taken back, whole or in part: the invoice is owed again. */
export interface ReverseWriteOff {
  readonly kind: "reverse-write-off";
  readonly id: string;
  readonly writeOff: string;
  readonly amount?: string;
  readonly taxes?: readonly DebtTax[];
}

/** Money that came for debt given up; the invoice stays closed. */
export interface Recover {
  readonly kind: "recover";
  readonly id: string;
  readonly writeOff: string;
  readonly amount: string;
  readonly provider?: string;
  readonly taxes?: readonly DebtTax[];
}

/** The provider holds a payment's money back because the customer disputes it there. The invoice stays paid. */
export interface OpenDispute {
  readonly kind: "dispute-opened";
  readonly id: string;
  readonly payment: string;
  readonly amount: string;
  readonly provider: string;
  /** What the provider charges for it. Default 0. */
  readonly fee?: string;
  /** What the fee is in, where that is another currency than the customer's. */
  readonly feeCurrency?: CurrencyCode;
}

/** The dispute ended for us. */
export interface WinDispute {
  readonly kind: "dispute-won";
  readonly id: string;
  readonly feeReturned?: string;
  /** As of the fee. */
  readonly feeCurrency?: CurrencyCode;
}

/** The customer keeps the money: the payment's credit goes first, then what it paid last is owed again. */
export interface LoseDispute {
  readonly kind: "dispute-lost";
  readonly id: string;
}

/** Moves what a payment or a credit note paid to other invoices, or, where `to` is less, to the credit balance. */
export interface Reassign {
  readonly kind: "reassign";
  readonly id: string;
  readonly settlement: { readonly kind: "payment" | "credit-note"; readonly id: string };
  readonly from: readonly Application[];
  readonly to: readonly Application[];
}

/** The customer contests an invoice: its dunning stands still. */
export interface Contest {
  readonly kind: "contest";
  readonly invoice: string;
}

/** The contest is over, whatever came of it. */
export interface EndContest {
  readonly kind: "end-contest";
  readonly invoice: string;
}

/** The customer promises to pay by a day, which is still given to it. */
export interface PromiseToPay {
  readonly kind: "promise-to-pay";
  readonly invoice: string;
  /** A local day, `2026-01-31`. */
  readonly until: string;
}

/** We asked a provider to charge the customer for an item; recorded before the call. */
export interface StartCharge {
  readonly kind: "start-charge";
  /** The id of the payment that it becomes. */
  readonly id: string;
  readonly invoice: string;
  readonly method: string;
}

/** A charge failed for good or for the time being. */
export interface PaymentFailed {
  readonly kind: "payment-failed";
  /** The charge's id. */
  readonly id: string;
  /** The method will never work again: closed account, lost card. Default false. */
  readonly refused?: boolean;
}

/** Late interest was put on an invoice: counting starts again at zero. */
export interface InterestCharged {
  readonly kind: "interest-charged";
  readonly invoice: string;
}

/** Everything that can be told about what a customer owes. */
export type ReceivableCommand =
  | AddInvoice
  | AddCreditNote
  | ReceivePayment
  | ApplyBalance
  | RefundPayment
  | ReversePayment
  | WriteOff
  | ReverseWriteOff
  | Recover
  | OpenDispute
  | WinDispute
  | LoseDispute
  | Reassign
  | Contest
  | EndContest
  | PromiseToPay
  | StartCharge
  | PaymentFailed
  | InterestCharged;

/** The state after a command, and what it did to the money. */
export interface Moved {
  readonly state: Receivables;
  readonly movements: readonly Movement[];
}

/** One command's rule: pure, and a refusal leaves nothing changed. */
export type Transition<C extends ReceivableCommand> = (
  state: Receivables,
  command: C,
  at: Instant,
) => Result<Moved>;
