import type { Instant } from "../../time/instant.ts";

/** A line that counts for a rebate, and what of it is expected to go back. Plain JSON; amounts are minor-unit text. */
export interface RebatedLine {
  /** The id of its invoice, and its own. */
  readonly invoice: string;
  readonly line: string;
  readonly stream: string;
  /** The local day of which it is. */
  readonly day: string;
  readonly net: string;
  /** What counts of it: units or money. */
  readonly counted: string;
  /** What is set apart of it as owed back. */
  readonly apart: string;
  /** From which day on, and how often that was set. */
  readonly since: string;
  readonly times: number;
}

/** A period of a rebate in which something was bought. */
export interface RebatePeriod {
  /** Place of the term among the contract's, and of the period within it. */
  readonly term: number;
  readonly index: number;
  /** Oldest first; emptied when the period is settled. */
  readonly lines: readonly RebatedLine[];
  /** What was credited; null while the period is open. Minor-unit text. */
  readonly credited: string | null;
}

/** What is expected to be bought in a whole period. */
export interface VolumeEstimate {
  readonly knownSince: Instant;
  readonly expected: string;
}

/** How a contract's rebate stands. */
export interface RebateState {
  /** In the order of time. */
  readonly periods: readonly RebatePeriod[];
  /** In the order in which they were told; the last counts. */
  readonly estimates: readonly VolumeEstimate[];
}

/** A rebate of which nothing was bought or told. */
export const noRebate: RebateState = { periods: [], estimates: [] };
