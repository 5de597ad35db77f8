import type { FormulaEntry } from "../../formula/formula-entry.ts";
import type { DriverPlace } from "../drivers/driver-place.ts";
import type { Shape } from "../shape.ts";

/** What a way of winning customers knows of its segment. */
export interface AcquisitionContext {
  /** The segment; its figures stand under its name. */
  readonly segment: DriverPlace;
  /** The acquisition itself. */
  readonly place: DriverPlace;
  /** How many years the plan covers. */
  readonly years: number;
}

/**
 * A way of winning customers. A new one is one file here and a line in `registry.ts`.
 *
 * Its figures end in `SEGMENT.new`, customers per month; or in `SEGMENT.target`, customers at each month's end, where customers
 * are won until so many are there.
 */
export interface AcquisitionKind<A> {
  readonly shape: Shape<A>;
  readonly entries: (acquisition: A, context: AcquisitionContext) => readonly FormulaEntry[];
}
