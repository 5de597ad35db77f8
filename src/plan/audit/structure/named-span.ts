/** Periods that lie between two figures, by their names. */
export interface NamedSpan {
  readonly periods: number;
  /** How many periods of another length one of them may be counted as: a year as 4 quarters or 12 months. */
  readonly parts: readonly number[];
  /** `from year 1 to year 3`. */
  readonly words: string;
}

const partsOf = { year: [1, 2, 4, 12], quarter: [1, 3], month: [1] } as const;

type Period = keyof typeof partsOf;

/** `revenue.y3 / revenue.y1`, `users-q4 / users-q1`. */
const columns = /([a-z][a-z0-9.-]*?)[.-](y|year-|q|quarter-|m|month-)(\d+)\s*\/\s*\1[.-]\2(\d+)\b/;

/** `revenue.2028 / revenue.2026`. */
const years = /([a-z][a-z0-9.-]*?)[.-]((?:19|20)\d\d)\s*\/\s*\1[.-]((?:19|20)\d\d)\b/;

/** `end-of-year(forecast.mrr, 5) / end-of-year(forecast.mrr, 1)`. */
const calls =
  /((?:[a-z]+-of|at)-(year|quarter|month))\(([^(),]+),\s*(\d+)\s*\)\s*\/\s*\1\(\3,\s*(\d+)\s*\)/;

/** The span of a ratio of one figure in two periods; undefined where names say nothing of it. */
export function namedSpan(formula: string): NamedSpan | undefined {
  const [, , prefix = "", last = "", first = ""] = columns.exec(formula) ?? [];
  if (prefix !== "") {
    const period = prefix.startsWith("y") ? "year" : prefix.startsWith("q") ? "quarter" : "month";
    return between(period, Number(first), Number(last), `${period} `);
  }
  const [, , to, from] = years.exec(formula) ?? [];
  if (to !== undefined) return between("year", Number(from), Number(to), "");
  const [, , named, , end, start] = calls.exec(formula) ?? [];
  return named === undefined
    ? undefined
    : between(named as Period, Number(start), Number(end), `${named} `);
}

const between = (
  period: Period,
  first: number,
  last: number,
  noun: string,
): NamedSpan | undefined =>
  last > first
    ? {
        periods: last - first,
        parts: partsOf[period],
        words: `from ${noun}${first} to ${noun}${last}`,
      }
    : undefined;
