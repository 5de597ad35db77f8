import type { FormulaEntry } from "../../formula/formula-entry.ts";
import type { DriverPlace } from "../drivers/driver-place.ts";
import type { Shape } from "../shape.ts";

/** A renewal, at which a customer may leave. */
export interface Renewal {
  /** Which one of the customer's, from 1. */
  readonly number: number;
  /** Months from one renewal to the next: 1 where the plan is paid monthly, 12 where it is paid annually. */
  readonly period: number;
  /** The month of the plan in which the period before it ended, from 0. */
  readonly month: number;
}

/** What a figure came to in a month of the plan, counted from 0. */
export type ReadFigure = (name: string, month: number) => number;

/**
 * A way of losing customers. A new one is one file here and a line in `registry.ts`.
 *
 * Customers leave at a renewal: what is paid for is served.
 */
export interface ChurnKind<C> {
  readonly shape: Shape<C>;
  /** Its figures, under the name of the purchase. */
  readonly entries: (churn: C, place: DriverPlace) => readonly FormulaEntry[];
  /** Whether the chance is the same for all whose period ends in a month, however many renewals they have behind them. */
  readonly ageless: boolean;
  /** Tells the chance to be lost at a renewal, from 0 to 1, where all figures are in their bounds. Asked often, so names are put together once. */
  readonly lossAt: (churn: C, name: string, read: ReadFigure) => (renewal: Renewal) => number;
  /** Names of figures that are chances and lie from 0 to 1, and of those that are above 0. */
  readonly bounded: (
    churn: C,
    name: string,
  ) => {
    readonly chances: readonly string[];
    readonly positive: readonly string[];
  };
}

/** The chance to be lost in any of so many months, each with a chance of its own. */
export function lossOver(months: number, lossIn: (back: number) => number): number {
  let kept = 1;
  for (let back = 0; back < months; back += 1) kept *= 1 - lossIn(back);
  return 1 - kept;
}
