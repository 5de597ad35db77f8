import type { CurrencyCode } from "../../money/currency.ts";
import type { Application } from "../receivables.ts";

/** What tells us what a line pays. */
export type MatchReason =
  /** The reference printed on one invoice. */
  | "invoice-reference"
  /** The payer's own reference, and a sum that only one set of its invoices has. */
  | "payer-reference"
  /** Invoice numbers in the text. */
  | "invoice-number"
  /** An account that only this customer pays from, and a sum that only one set of its invoices has. */
  | "known-account";

/** How what came compares with what is open on the invoices it pays. */
export type MatchOutcome =
  | "exact"
  /** Less by what the banks say they took. */
  | "less-charges"
  /** Less by no more than the tolerance. */
  | "within-tolerance"
  | "partial"
  | "over";

/** A line that can be applied without anybody looking at it. */
export interface MatchedLine {
  readonly kind: "matched";
  readonly line: string;
  readonly customer: string;
  /** `certain`: the exact sum, and a reference or whole numbers from a payer we know. `high`: all else that is applied. */
  readonly confidence: "certain" | "high";
  readonly reason: MatchReason;
  readonly outcome: MatchOutcome;
  readonly applications: readonly Application[];
  /** What is over, for the customer's credit balance. */
  readonly unapplied: string;
  /** What is missing on one invoice, to be given up as a bank's charge or left open. */
  readonly short?: Application;
}

/** Money that came back from us: an earlier line, undone. */
export interface ReturnLine {
  readonly kind: "return";
  readonly line: string;
  /** The line that brought the money. */
  readonly of: string;
  /** The payment that it became, where it became one before this import. */
  readonly payment?: string;
  readonly reason?: string;
}

/** A line that was imported before, or stands twice in this import: nothing is to be done. */
export interface DuplicateLine {
  readonly kind: "duplicate";
  readonly line: string;
}

/** Why a line is left for somebody to look at. */
export type UnmatchedReason =
  /** Nothing in it is known. */
  | "no-trace"
  /** It may mean different invoices. */
  | "ambiguous"
  /** What it says and who sent it do not go together. */
  | "contradiction"
  /** The customer is clear, the invoices are not. */
  | "amount-unclear"
  /** What it names is paid already. */
  | "already-paid"
  /** What it names is owed in another currency. */
  | "other-currency"
  /** Money that went, and no line that brought it is known. */
  | "return-unknown"
  /** Money that went, not as a return. */
  | "outgoing";

/** What a line may be, for somebody to choose from. */
export interface Suggestion {
  readonly customer: string;
  readonly applications: readonly Application[];
  /** 0 to 100; what it is made of stands in `because`. */
  readonly score: number;
  readonly because: readonly ("reference" | "number" | "account" | "name" | "amount" | "sum")[];
}

/** A line of the unmatched queue. */
export interface UnmatchedLine {
  readonly kind: "unmatched";
  readonly line: string;
  readonly reason: UnmatchedReason;
  /** The likeliest first. */
  readonly suggestions: readonly Suggestion[];
}

/** What became of one line. */
export type LineMatch = MatchedLine | ReturnLine | DuplicateLine | UnmatchedLine;

/** What may be settled without asking. */
export interface MatchSettings {
  /** The most that may be missing as a bank's charge, by currency: `{ USD: "15.00" }`. Default none. */
  readonly tolerance?: Readonly<Partial<Record<CurrencyCode, string>>>;
}
