import type { CloseCheck } from "../../ledger/close/close-check.ts";
import type { RollForwardText } from "../../ledger/close/roll-forward-text.ts";

/** What the close of a month found and did; what is kept with it. */
export interface CloseReport {
  readonly checks: readonly CloseCheck[];
  /** What became revenue with the close, by currency: what the month's own invoices did not post as revenue. */
  readonly recognised: readonly { readonly currency: string; readonly amount: string }[];
  /** How many documents that took: one for each customer and currency. */
  readonly entries: number;
  /** The month's rows of the roll-forward. */
  readonly rollForward: readonly RollForwardText[];
}

/** A closed month as a list shows it. */
export type CloseSummary = Pick<
  MonthClose,
  "month" | "from" | "to" | "zone" | "recognised" | "entries"
> & {
  readonly closedAt: string;
  readonly head: { readonly position: number; readonly hash: string };
};

/** A month of the books: closed, or the one that is closed next. */
export interface MonthClose extends CloseReport {
  readonly month: string;
  readonly state: "open" | "closed";
  /** The first moment of the month, and the first after it. */
  readonly from: string;
  readonly to: string;
  /** The IANA zone that the books are kept by. */
  readonly zone: string;
  readonly closedAt: string | null;
  /** Where the journal ended once the month was closed: kept elsewhere, it shows a journal that was changed. */
  readonly head: { readonly position: number; readonly hash: string } | null;
}
