import type { Percent } from "../money/percent.ts";
import type { StatedMetric } from "./stated-metric.ts";
import type { Noted } from "./vocabulary.ts";

/**
 * What the source document prints, with its unit: `"60%"`, `"25M USD"`, `"6 months"`, `"15"` for fifteen times; `"< 12 months"` and
 * `"> 85%"` for a bound. The digits it is printed in say how exact it is.
 */
export type StatedFigure = string | { readonly low: string; readonly high: string };

/** A figure that the source document states and that follows from others; `florin audit` recomputes it. */
export interface Claim extends Noted {
  /** Where it stands in the source document. */
  readonly section: string;
  /** One figure, or one for each column of a table. */
  readonly states: StatedFigure | Readonly<Record<string, StatedFigure>>;
  /**
   * The formula that should give it. In a table `{column}` stands for the column's name: `revenue.{column} / total.{column}`. Absent
   * where nothing in the document tells how it comes about; then `unchecked` says what is missing.
   */
  readonly formula?: string;
  readonly unchecked?: string;
  /** How far from the stated figure still counts as it, as a share of it. Default: half of its last digit, and less than a tenth of it. */
  readonly within?: Percent;
  /**
   * How bounds of what it is computed from go together. `same`: all low, then all high, as documents mostly do (default). `widest`: the
   * smallest and the largest that any mix of them gives.
   */
  readonly bounds?: "same" | "widest";
  /**
   * Of a table of shares: whether they are meant to make 100%, a column `total` aside. Default: the audit goes by the name of the table, and by
   * sums that are near to it.
   */
  readonly whole?: boolean;
  /** The metric that it states, so that the audit can hold it against others of the same `of`. */
  readonly metric?: StatedMetric;
  /** Whose metric it is: `enterprise`. Default: its column, or the whole business. */
  readonly of?: string;
  /** One plain sentence for whoever wonders: what the figures really give, and what went wrong. */
  readonly because?: string | Readonly<Record<string, string>>;
}
