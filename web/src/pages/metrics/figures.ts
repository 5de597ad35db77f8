import type { Figure, Metrics } from "../../api/metrics.ts";
import { isZero } from "../../format/decimal-text.ts";

/** The report without the months before anything began. */
export function sinceItBegan(report: Metrics): Metrics {
  const first = report.movements.findIndex(
    ({ opening, closing, new: won }) => !isZero(opening) || !isZero(closing) || !isZero(won),
  );
  if (first <= 0) return first < 0 ? { ...report, months: [], movements: [] } : report;
  return {
    ...report,
    months: report.months.slice(first),
    movements: report.movements.slice(first),
  };
}

/** A metric's figure of a month; undefined where it was not asked for. */
export const figureOf = (
  { figures }: Pick<Metrics, "figures">,
  metric: string,
  month: string,
): Figure | undefined => figures.find((one) => one.metric === metric && one.month === month);

/** Whether a month may still change by itself. */
export const isRunning = ({ incompleteFrom }: Metrics, month: string): boolean =>
  incompleteFrom !== null && month >= incompleteFrom;

/** The latest figure of a metric before one that has no value; undefined where that has one, or none before it has. */
export const lastKnown = (
  { figures }: Pick<Metrics, "figures">,
  { metric, month, value }: Pick<Figure, "metric" | "month" | "value">,
): Figure | undefined =>
  value === null
    ? figures.findLast((one) => one.metric === metric && one.month < month && one.value !== null)
    : undefined;
