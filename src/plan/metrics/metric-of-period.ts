import type { PlanRun } from "../forecast/compile-plan.ts";

/** Months of the plan, from 0, half-open. */
export interface PeriodMonths {
  readonly from: number;
  readonly to: number;
}

/**
 * What a metric of a longer period is computed from, and with: numbers where a forecast is shown, cells where it is a workbook, so that each metric
 * is written once. Sums of no month, and of months outside of the plan, are not a number.
 */
export interface PeriodFigures<Value> {
  /** What a flow adds up to over the period; over an earlier one, so many months before, where asked. */
  readonly sum: (figure: string, monthsBefore?: number) => Value;
  /** The mean of a share of something over the period, each month by how much of that there is. */
  readonly mean: (share: string, by: string) => Value;
  /** What holds in the period's last month. */
  readonly last: (figure: string) => Value;
  readonly months: number;
  readonly number: (value: number) => Value;
  readonly plus: (left: Value, right: Value) => Value;
  readonly minus: (left: Value, right: Value) => Value;
  readonly times: (left: Value, right: Value) => Value;
  readonly over: (dividend: Value, divisor: Value) => Value;
  /** At least zero. */
  readonly orZero: (value: Value) => Value;
  /** Not a number where it is not more than zero. */
  readonly positive: (value: Value) => Value;
}

/** A metric of a longer period, from that of its months: of what it is a quotient, or how else it is computed. */
type PeriodFormula = <Value>(figures: PeriodFigures<Value>, of: string) => Value;

/** Two sums of figures that a metric is the quotient of; a minus before a name takes it away. `{of}` is the segment or stream with its dot, or nothing. */
interface SumQuotient {
  readonly dividend: readonly string[];
  readonly divisor: readonly string[];
}

const lostValue = ["metrics.contraction-mrr", "metrics.churn-mrr"];
const keptValue = ["metrics.opening-mrr", "-metrics.contraction-mrr", "-metrics.churn-mrr"];
const openingValue = ["metrics.opening-mrr"];

/**
 * Metrics of a longer period that are quotients of what its months add up to. A rate of a month, as churn is, becomes the mean month's: what was
 * lost of all that could be.
 */
const sumQuotients: Readonly<Record<string, SumQuotient>> = {
  "gross-margin": { dividend: ["forecast.gross-profit"], divisor: ["forecast.revenue"] },
  "ebitda-margin": { dividend: ["forecast.ebitda"], divisor: ["forecast.revenue"] },
  cac: { dividend: ["forecast.acquisition-cost"], divisor: ["forecast.new-customers"] },
  "cac-fully-loaded": {
    dividend: ["forecast.sales-and-marketing"],
    divisor: ["forecast.new-customers"],
  },
  "gross-mrr-churn": { dividend: lostValue, divisor: openingValue },
  "net-mrr-churn": { dividend: [...lostValue, "-metrics.expansion-mrr"], divisor: openingValue },
  "nrr-monthly": { dividend: [...keptValue, "metrics.expansion-mrr"], divisor: openingValue },
  "grr-monthly": { dividend: keptValue, divisor: openingValue },
  "logo-churn": { dividend: ["metrics.lost-customers"], divisor: ["metrics.churn-base"] },
  "quick-ratio": {
    dividend: ["metrics.new-mrr", "metrics.expansion-mrr"],
    divisor: lostValue,
  },
};

/** What burns over a period is what goes out in all, so a month in which cash grows makes up for another. */
const netBurn: PeriodFormula = ({ sum, minus, orZero }) =>
  orZero(minus(sum("forecast.funding"), sum("forecast.cash-flow")));

/** Metrics of a longer period that take more than two sums. */
const periodFormulas: Readonly<Record<string, PeriodFormula>> = {
  "net-burn": netBurn,
  "burn-multiple": (figures, of) => {
    const { sum, over, times, number, positive } = figures;
    return over(netBurn(figures, of), times(number(12), positive(sum("metrics.net-new-mrr"))));
  },
  "recurring-share": ({ mean }) => mean("metrics.recurring-share", "forecast.revenue"),
  "usage-share": ({ mean }) => mean("metrics.usage-share", "forecast.revenue"),
  // How many days of the period's billings are owed at its end.
  dso: ({ sum, last, over, times }) =>
    times(over(last("forecast.receivables"), sum("forecast.billings")), sum("metrics.days")),
  "rule-of-40": ({ sum, over, plus, minus, number }) => {
    const revenue = sum("forecast.revenue");
    const growth = minus(over(revenue, sum("forecast.revenue", 12)), number(1));
    return plus(growth, over(sum("forecast.ebitda"), revenue));
  },
  // A year's revenue over that of the year before, for what was spent in it; a quarter's is four times as much in a year.
  "magic-number": ({ sum, months, over, minus, times, number }) =>
    over(
      times(number(12 / months), minus(sum("forecast.revenue"), sum("forecast.revenue", months))),
      sum("forecast.sales-and-marketing", months),
    ),
  // What who joins at the period's end is worth, for what it cost to win one over all of it.
  "ltv-to-cac": (figures, of) =>
    figures.over(
      figures.last(`metrics.expected-ltv${of}`),
      quotient(sumQuotients.cac, figures, of),
    ),
  "cac-payback": (figures, of) => {
    const { sum, over, times } = figures;
    const paid = over(sum(`metrics.new-mrr${of}`), sum(`metrics.new-customers${of}`));
    const margin = quotient(sumQuotients["gross-margin"], figures, "");
    return over(quotient(sumQuotients.cac, figures, of), times(paid, margin));
  },
};

/**
 * How a metric of the plan comes about over a longer period, where that is neither the sum of its months nor what holds in the last of them.
 * `of` is the segment or stream, with its dot, or nothing.
 */
export function periodFormula(
  id: string,
  of: string,
): (<Value>(figures: PeriodFigures<Value>) => Value) | undefined {
  const parts = Object.hasOwn(sumQuotients, id) ? sumQuotients[id] : undefined;
  const formula = Object.hasOwn(periodFormulas, id) ? periodFormulas[id] : undefined;
  if (formula !== undefined) return (figures) => formula(figures, of);
  return parts === undefined ? undefined : (figures) => quotient(parts, figures, of);
}

/** The number that a metric comes to over a longer period, see {@link periodFormula}. Not a number where it divides by nothing, or looks at months before the plan. */
export function metricOfPeriod(
  id: string,
  of: string,
  run: Pick<PlanRun, "read">,
): ((period: PeriodMonths) => number) | undefined {
  const formula = periodFormula(id, of);
  if (formula === undefined) return undefined;
  return (period) => {
    const value = formula(numbersOf(period, run));
    return Number.isFinite(value) ? value : Number.NaN;
  };
}

/** Metrics of one segment or stream read the figures of that one. */
function quotient<Value>(
  parts: SumQuotient | undefined,
  { sum, plus, minus, over, number }: PeriodFigures<Value>,
  of: string,
): Value {
  const total = (names: readonly string[] = []): Value => {
    let added: Value | undefined;
    for (const name of names)
      if (name.startsWith("-")) added = minus(added ?? number(0), sum(`${name.slice(1)}${of}`));
      else added = added === undefined ? sum(`${name}${of}`) : plus(added, sum(`${name}${of}`));
    return added ?? number(0);
  };
  return over(total(parts?.dividend), total(parts?.divisor));
}

function numbersOf(
  { from, to }: PeriodMonths,
  { read }: Pick<PlanRun, "read">,
): PeriodFigures<number> {
  return {
    ...numberArithmetic,
    months: to - from,
    last: (figure) => read(figure, to - 1),
    mean: (share, by) => {
      let part = 0;
      let whole = 0;
      for (let month = from; month < to; month += 1) {
        const weight = read(by, month);
        // A share of nothing is no number, and counts for nothing.
        if (weight !== 0) part += weight * read(share, month);
        whole += weight;
      }
      return part / whole;
    },
    sum: (figure, monthsBefore = 0) => {
      if (from < monthsBefore) return Number.NaN;
      let total = 0;
      for (let month = from - monthsBefore; month < to - monthsBefore; month += 1)
        total += read(figure, month);
      return total;
    },
  };
}

const numberArithmetic = {
  number: (value: number) => value,
  plus: (left: number, right: number) => left + right,
  minus: (left: number, right: number) => left - right,
  times: (left: number, right: number) => left * right,
  over: (dividend: number, divisor: number) => dividend / divisor,
  orZero: (value: number) => Math.max(0, value),
  positive: (value: number) => (value > 0 ? value : Number.NaN),
};
