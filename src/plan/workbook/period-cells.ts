import type { PeriodFigures, PeriodMonths } from "../metrics/metric-of-period.ts";

/** How a metric of a longer period comes about, with numbers or with cells alike. */
type PeriodFormula = <Value>(figures: PeriodFigures<Value>) => Value;

/** Where the sheets of a workbook have figures, month by month. */
export interface MonthCells {
  /** The cells of a figure over months of the plan, 'Sheet'!E4:P4; the only cell of what is one number. */
  readonly over: (figure: string, period: PeriodMonths) => string;
  readonly isOnce: (figure: string) => boolean;
}

/** What a cell says that has no value; whatever reads it has none either. */
const none = "NA()";

/** A metric of a longer period as a formula over the cells of its months; an error where the metric has no value. */
export function periodCells(
  formula: PeriodFormula,
  period: PeriodMonths,
  { over, isOnce }: MonthCells,
): string {
  const { from, to } = period;
  const months = to - from;
  return formula<string>({
    ...cellArithmetic,
    months,
    last: (figure) => over(figure, { from: to - 1, to }),
    mean: (share, by) => {
      if (isOnce(share)) return over(share, period);
      if (isOnce(by)) return `AVERAGE(${over(share, period)})`;
      const weights = over(by, period);
      return `SUMPRODUCT(${over(share, period)},${weights})/SUM(${weights})`;
    },
    sum: (figure, monthsBefore = 0) => {
      if (from < monthsBefore) return none;
      const cells = over(figure, { from: from - monthsBefore, to: to - monthsBefore });
      return isOnce(figure) ? `(${months}*${cells})` : `SUM(${cells})`;
    },
  });
}

/** The figures that a metric of a longer period is computed from. */
export function figuresBehind(formula: PeriodFormula): ReadonlySet<string> {
  const read = new Set<string>();
  const nothing = (): undefined => undefined;
  const note = (figure: string): undefined => void read.add(figure);
  formula<undefined>({
    months: 1,
    sum: note,
    last: note,
    mean: (share, by) => {
      note(share);
      note(by);
    },
    number: nothing,
    plus: nothing,
    minus: nothing,
    times: nothing,
    over: nothing,
    orZero: nothing,
    positive: nothing,
  });
  return read;
}

const binary =
  (sign: string) =>
  (left: string, right: string): string =>
    `(${left}${sign}${right})`;

const cellArithmetic = {
  number: (value: number) => String(value),
  plus: binary("+"),
  minus: binary("-"),
  times: binary("*"),
  over: binary("/"),
  orZero: (value: string) => `MAX(0,${value})`,
  positive: (value: string) => `IF(${value}>0,${value},${none})`,
};
