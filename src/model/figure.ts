import type { Distribution } from "./distributions/registry.ts";
import type { StatedMetric } from "./stated-metric.ts";
import type { Noted } from "./vocabulary.ts";

/** Two figures that something lies between, anywhere. */
export interface FigureBounds {
  readonly low: string;
  readonly high: string;
}

/**
 * A figure in words of the formula language (docs/formulas.md): told, `"5% per month"`, `"1.25M USD"`, or computed from other
 * figures, `"revenue * margin"`. Bounds and distributions are told.
 */
export type FigureValue = string | FigureBounds | Distribution;

/**
 * A figure of the plan: what the source document assumes, or what follows from it. One value, or one for each column of a table: the
 * figure `revenue` with columns `y1` and `y2` is read as `revenue.y1` and `revenue.y2`.
 */
export interface Figure extends Noted {
  readonly is: FigureValue | Readonly<Record<string, FigureValue>>;
  /** Columns of one formula for all of them, in which `{column}` stands for the column's name: `saas.{column} + fees.{column}`. */
  readonly columns?: readonly string[];
  /** The unit it must come out in: `USD per year`. */
  readonly unit?: string;
  /** Where the source document states it. */
  readonly section?: string;
  /**
   * Of a table of shares: whether they are meant to make 100%, a column `total` aside. Default: the audit goes by the name of the table, and by
   * sums that are near to it.
   */
  readonly whole?: boolean;
  /** The metric that it is, so that the audit can hold it against others of the same `of`. */
  readonly metric?: StatedMetric;
  /** Whose metric it is: `enterprise`. Default: its column, or the whole business. */
  readonly of?: string;
}
