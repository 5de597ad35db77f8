import type { Shape } from "../shape.ts";
import { literal } from "../shape.ts";
import { optional } from "../shape-object.ts";

/** How often a figure is drawn: once for the whole plan, or anew each month. Default: once. */
export interface DrawnAs {
  readonly drawn?: "once" | "monthly";
}

/** The field of {@link DrawnAs}, for every kind. */
export const drawnAs = { drawn: optional(literal("once", "monthly")) };

/** What is known of a figure that chance decides. */
export interface Spread {
  /** Nothing is drawn below or above. */
  readonly low: number;
  readonly high: number;
  /** What the plan counts on where nothing is drawn. */
  readonly likely: number;
  /** What many draws come to on average, their tails left on. */
  readonly mean: number;
  /** The value that a draw lies below with this chance, from 0 to 1; rising from `low` to `high`. */
  readonly quantile: (chance: number) => number;
}

/** Reads the texts that a distribution is told in, and keeps what is wrong with them, each at its field. */
export interface SpreadReader {
  /** A number in the unit of the figure; NaN where it is refused. */
  readonly figure: (text: string, ...field: readonly (string | number)[]) => number;
  /** A number without a unit: a share, or a factor. */
  readonly ratio: (text: string, ...field: readonly (string | number)[]) => number;
  /** Notes a fault of the distribution as a whole, or of a field of it. */
  readonly refuse: (fault: SpreadFault, ...field: readonly (string | number)[]) => void;
}

/** A fault that does not know its place yet. */
export interface SpreadFault {
  readonly code: string;
  readonly message: string;
  readonly suggestion: string;
}

/**
 * A way in which a figure may lie. A new one is one file here and a line in `registry.ts`. Where its reader has refused anything, what it gives
 * is not looked at.
 */
export interface DistributionKind<D> {
  readonly shape: Shape<D>;
  readonly spread: (told: D, reader: SpreadReader) => Spread;
}
