import type { CurrencyCode } from "../../money/currency.ts";
import type { Decimal } from "../../money/decimal.ts";
import type { Day } from "./accounting-month.ts";

/**
 * Why a balance of an obligation moved.
 *
 * Revenue: `recognised` by performance, `breakage`, `catch-up` (a change of estimate or of the contract, for what was
 * already transferred) and `termination`. Billing: `billed`, and `moved` where a modification carries what was billed to
 * the obligations that remain (adds up to zero in a contract). `refund-expected` changes how much of what was billed is
 * owed back; it moves no revenue.
 */
export type MovementKind =
  | "billed"
  | "moved"
  | "refund-expected"
  | "recognised"
  | "breakage"
  | "catch-up"
  | "termination";

/** One movement of one obligation. Amounts are exact in the contract's minor unit. */
export interface Movement {
  readonly contract: string;
  readonly obligation: string;
  readonly stream: string;
  readonly currency: CurrencyCode;
  readonly kind: MovementKind;
  /** Positive raises revenue, what was billed, or the refund expected. */
  readonly amount: Decimal;
  /** Its own date; of revenue by day, the last day that it covers. */
  readonly day: Day;
  /** True of an obligation that gives back: see `Obligation`. */
  readonly givesBack?: true;
  /** The fact that caused it; absent where only time passed. */
  readonly fact?: string;
}

/** Whether a movement is revenue. */
export const isRevenue = (kind: MovementKind): boolean =>
  kind === "recognised" || kind === "breakage" || kind === "catch-up" || kind === "termination";

/** Whether a movement is billing, or carries it. */
export const isBilling = (kind: MovementKind): boolean => kind === "billed" || kind === "moved";
