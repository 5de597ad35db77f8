import type { Unit } from "../../formula/unit.ts";

/** A figure that is told and not computed. Where it is exact both bounds are the same. */
export interface ToldFigure {
  readonly name: string;
  /** JSON pointer to where it is told. */
  readonly path: string;
  readonly unit: Unit;
  readonly low: number;
  readonly high: number;
  /** What the plan counts on where nothing is drawn. */
  readonly likely: number;
  /** Whether it is drawn once for the whole plan, or anew each month. */
  readonly drawn: "once" | "monthly";
  /** The value that a draw lies below with this chance, from 0 to 1. */
  readonly quantile: (chance: number) => number;
}

/** Whether chance decides it. */
export const isDrawn = ({ low, high }: ToldFigure): boolean => low !== high;
