import type { Unit } from "../../formula/unit.ts";

/** A figure that is told and not computed. Where it is exact both bounds are the same. */
export interface ToldFigure {
  readonly name: string;
  /** JSON pointer to where it is told. */
  readonly path: string;
  readonly unit: Unit;
  readonly low: number;
  readonly high: number;
}
