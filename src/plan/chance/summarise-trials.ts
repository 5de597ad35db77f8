import type { Month } from "../../ledger/recognition/accounting-month.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import {
  type ForecastPeriod,
  forecastPeriods,
  type PeriodLength,
} from "../forecast/forecast-rows.ts";
import type { PeriodMonths } from "../metrics/metric-of-period.ts";
import type { Trials } from "./open-trials.ts";
import { correlationOf, quantileOf, ranksOf } from "./quantiles.ts";
import type { TrialBlock } from "./run-trials.ts";
import type { TrialFigure } from "./trial-outputs.ts";

/** Where a figure lies in the trials, by period. */
export interface TrialBand extends TrialFigure {
  /** As it is forecast where nothing is drawn. */
  readonly plan: Float64Array;
  readonly mean: Float64Array;
  /** One trial of ten lies below; half of them; nine of ten. */
  readonly p10: Float64Array;
  readonly p50: Float64Array;
  readonly p90: Float64Array;
}

/** What trials say of a plan. */
export interface TrialSummary {
  readonly currency: CurrencyCode;
  readonly first: Month;
  readonly months: number;
  readonly trials: number;
  readonly seed: number;
  readonly billedOnce: boolean;
  readonly periods: readonly ForecastPeriod[];
  readonly bands: readonly TrialBand[];
  /** The part of the trials that reaches each target; undefined where the plan ends before its month. */
  readonly targets: readonly {
    readonly id: string;
    readonly name: string;
    readonly reached: number | undefined;
  }[];
  /** The part of the trials in which cash is below zero: in any month, and in each of them. */
  readonly outOfCash: { readonly ever: number; readonly months: Float64Array } | undefined;
  /** Figures that the forecast depends on, and that are drawn. */
  readonly drivers: readonly TrialDriver[];
}

/**
 * The rank correlation below which so many trials cannot tell one from none: two standard deviations of what chance alone makes of figures that
 * have nothing to do with each other, which is 1 / sqrt(trials).
 */
export const correlationNoise = (trials: number): number => 2 / Math.sqrt(trials);

/** A drawn figure, and what comes of it. */
export interface TrialDriver {
  readonly figure: string;
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  /** With each key figure over the whole plan, by rank (Spearman): from -1 to 1. */
  readonly correlation: Readonly<Record<string, number>>;
}

/** Sums up trials of a plan by month, quarter or year of it. */
export function summariseTrials(
  trials: Trials,
  block: TrialBlock,
  { seed, by }: { readonly seed: number; readonly by: PeriodLength },
): TrialSummary {
  const { plan, drawn, deciding, outputs, base, billedOnce } = trials;
  const { months } = plan;
  const { currency, first } = base.customers;
  const periods = forecastPeriods(first, months, by);
  const whole: PeriodMonths = { from: 0, to: months };
  const columns = columnsOf(block, outputs.figures, months);
  return {
    currency,
    first,
    months,
    seed,
    billedOnce,
    trials: block.count,
    periods,
    bands: outputs.figures.map((figure, at) => ({
      ...figure,
      ...bandOf(periods.map((period) => columns(at, period))),
      plan: Float64Array.from(periods, (period) =>
        overPeriod(figure, period, (month) => base.run.read(`forecast.${figure.id}`, month)),
      ),
    })),
    targets: outputs.targets.map(({ id, name, from, to }, at) => ({
      id,
      name,
      reached: from === to ? undefined : partReached(block, outputs.targets.length, at),
    })),
    outOfCash: outOfCash(block, outputs.figures, months),
    drivers: drawn.figures.flatMap(({ figure }, at) => {
      if (!deciding.has(figure.name)) return [];
      const draws = ranksOf(
        Float64Array.from(
          { length: block.count },
          (_, trial) => block.draws[trial * drawn.figures.length + at] ?? 0,
        ),
      );
      const { name, low, likely, high } = figure;
      return {
        ...{ figure: name, low, likely, high },
        correlation: Object.fromEntries(
          outputs.figures.map(({ id }, own) => [
            id,
            correlationOf(draws, ranksOf(columns(own, whole))),
          ]),
        ),
      };
    }),
  };
}

/** What a figure comes to in a period of one trial. */
export function overPeriod(
  { over }: TrialFigure,
  { from, to }: PeriodMonths,
  valueIn: (month: number) => number,
): number {
  if (over === "first") return valueIn(from);
  if (over === "last") return valueIn(to - 1);
  let sum = 0;
  for (let month = from; month < to; month += 1) sum += valueIn(month);
  return sum;
}

/** What a figure came to in a period of each trial. */
function columnsOf(
  { series, count }: TrialBlock,
  figures: readonly TrialFigure[],
  months: number,
): (figure: number, period: PeriodMonths) => Float64Array {
  return (at, period) => {
    const figure = figures[at];
    return Float64Array.from({ length: figure === undefined ? 0 : count }, (_, trial) => {
      const start = (trial * figures.length + at) * months;
      return figure === undefined
        ? 0
        : overPeriod(figure, period, (month) => series[start + month] ?? 0);
    });
  };
}

function bandOf(columns: readonly Float64Array[]): Pick<TrialBand, "mean" | "p10" | "p50" | "p90"> {
  const rising = columns.map((column) => column.toSorted());
  const at = (part: number): Float64Array =>
    Float64Array.from(rising, (column) => quantileOf(column, part));
  return {
    mean: Float64Array.from(
      columns,
      (column) => column.reduce((sum, value) => sum + value, 0) / column.length,
    ),
    p10: at(0.1),
    p50: at(0.5),
    p90: at(0.9),
  };
}

function partReached({ reached, count }: TrialBlock, targets: number, at: number): number {
  let sum = 0;
  for (let trial = 0; trial < count; trial += 1) sum += reached[trial * targets + at] ?? 0;
  return sum / count;
}

function outOfCash(
  { series, count }: TrialBlock,
  figures: readonly TrialFigure[],
  months: number,
): TrialSummary["outOfCash"] {
  const at = figures.findIndex(({ id }) => id === "cash");
  if (at < 0) return undefined;
  const below = new Float64Array(months);
  let ever = 0;
  for (let trial = 0; trial < count; trial += 1) {
    const start = (trial * figures.length + at) * months;
    let once = false;
    for (let month = 0; month < months; month += 1) {
      if (!((series[start + month] ?? 0) < 0)) continue;
      once = true;
      below[month] = (below[month] ?? 0) + 1;
    }
    if (once) ever += 1;
  }
  return { ever: ever / count, months: below.map((trials) => trials / count) };
}
