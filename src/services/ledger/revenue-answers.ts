import type { RollForwardText } from "../../ledger/close/roll-forward-text.ts";

/** Revenue by stream and month: what closed months recognised, and what is scheduled after them. */
export interface RevenueScheduleAnswer {
  /** `2026-01`, without gaps. */
  readonly months: readonly string[];
  /** The last of the months that is closed; null where none is. */
  readonly closedThrough: string | null;
  readonly items: readonly {
    readonly stream: string;
    readonly currency: string;
    /** One for each month. */
    readonly amounts: readonly string[];
    /** What is scheduled after the last month, of invoices that are issued. */
    readonly later: string;
  }[];
}

/** How what is deferred, and what is earned and not billed, came from the beginning of each month to its end. */
export interface RollForwardAnswer {
  readonly from: string;
  readonly to: string;
  readonly closedThrough: string | null;
  readonly items: readonly RollForwardText[];
}

/** What one contract or subscription commits a customer to beyond what is invoiced. */
export interface Commitment {
  readonly customer: string;
  /** One of the two. */
  readonly contract: string | null;
  readonly subscription: string | null;
  /** First local day that is no longer committed. */
  readonly until: string;
  readonly amount: string;
  readonly withinYear: string;
}

/** What is sold and not earned yet at the end of a day (RPO: ASC 606-10-50-13, IFRS 15.120). */
export interface RemainingObligationsAnswer {
  readonly asOf: string;
  readonly items: readonly {
    readonly currency: string;
    readonly total: string;
    /** Of it the twelve months after the day: cRPO. */
    readonly withinYear: string;
    readonly later: string;
    /** What waits for its delivery, of which nothing says when; with the other two it makes the total. */
    readonly unscheduled: string;
    /** Of `total` what signed contracts commit to and is on no invoice; in none of the `months`. */
    readonly contracted: string;
    /** Of `total` what subscriptions without a contract commit to for years or to an end, and is on no invoice. */
    readonly committed: string;
    /** What the last two are made of, by customer: at most 1,000, the largest first. */
    readonly commitments: readonly Commitment[];
    readonly months: readonly { readonly month: string; readonly amount: string }[];
    readonly streams: readonly {
      readonly stream: string;
      readonly amount: string;
      readonly withinYear: string;
    }[];
  }[];
}
