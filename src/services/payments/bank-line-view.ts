import type { Suggestion } from "../../receivable/matching/match.ts";
import type { StoredBankLine } from "../../store/bank-lines.ts";
import { formatInstant } from "../../time/instant.ts";
import { lineOf } from "./matching-book.ts";

/** A line of a bank statement, as the API shows it. */
export interface BankLineView {
  readonly id: string;
  readonly statement: string;
  readonly bookedOn: string;
  /** Below zero for money that went. */
  readonly amount: string;
  readonly currency: string;
  /** The other party, as the bank names it. */
  readonly name: string | null;
  readonly iban: string | null;
  readonly remittance: string;
  readonly reference: string | null;
  /** `matched`, `returned`, `unmatched` or `ignored`. */
  readonly state: string;
  /** `exact`, `partial`, `over`… for what was matched; why not, for what was not; the reason given, for what is ignored. */
  readonly because: string | null;
  readonly customer: string | null;
  /** Our id of the payment that it became, or took back. */
  readonly payment: string | null;
  readonly applications: readonly { readonly invoice: string; readonly amount?: string }[];
  readonly settledAt: string | null;
  /** What it may be, the likeliest first; for unmatched lines. */
  readonly suggestions: readonly Suggestion[];
}

/** What is kept of how a line was matched, or why it was not. */
interface KeptOutcome {
  readonly kind?: string;
  readonly outcome?: string;
  readonly reason?: string;
  readonly applications?: BankLineView["applications"];
}

/** Shows a line. */
export function bankLineView(
  row: StoredBankLine,
  suggestions: readonly Suggestion[] = [],
): BankLineView {
  const line = lineOf(row);
  const kept = JSON.parse(row.outcome) as KeptOutcome;
  return {
    id: row.id,
    statement: row.statement,
    bookedOn: row.bookedOn,
    amount: line.amount,
    currency: line.currency,
    name: line.name ?? null,
    iban: line.iban ?? null,
    remittance: line.remittance,
    reference: line.reference ?? null,
    state: row.state,
    because: kept.outcome ?? kept.reason ?? kept.kind ?? null,
    customer: row.customer,
    payment: row.payment,
    applications: kept.applications ?? [],
    settledAt: row.settledAt === null ? null : formatInstant(row.settledAt),
    suggestions,
  };
}
