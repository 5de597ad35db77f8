import type { CurrencyCode } from "../money/currency.ts";
import type { Instant } from "../time/instant.ts";

/**
 * What a part of a line's price belongs to: an option to buy more, what is expected to be paid back, or what is still to be
 * transferred after a contract was changed.
 */
export type AllocatedTo = "material-right" | "expected-refund" | "remaining";

/** When an allocation is earned: on one local day, or evenly by day of `[from, to)`. */
export interface AllocationTime {
  readonly from: string;
  readonly to?: string;
}

/**
 * A part of what a line charges belongs to something else (ASC 606-10-32-28, IFRS 15.73). It moves no money: its months recognise
 * it. The same allocation told again replaces what was told before.
 */
export interface AllocationMovement {
  readonly kind: "allocation";
  readonly id: string;
  readonly customer: string;
  /** When it became known. UTC. */
  readonly date: Instant;
  readonly currency: CurrencyCode;
  /** Which one it is, among those of its invoice. */
  readonly allocation: string;
  /** The invoice that charges for the line, by its id. */
  readonly invoice: string;
  readonly line: string;
  /** The stream of the line. */
  readonly stream: string;
  readonly to: AllocatedTo;
  /** The local day from which on it holds. */
  readonly day: string;
  /** Minor-unit text; below zero where the line is earned before it is billed. */
  readonly amount: string;
  /** Absent while nothing says when. */
  readonly earned?: AllocationTime;
}
