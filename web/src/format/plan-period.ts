import { formatMonth } from "./format-date.ts";

/** A column of a plan for people: `2027-01` is `Jan 2027`, `2027-Q1` is `Q1 2027`, `to 2027-06` ends with that month. */
export function formatPlanPeriod(label: string): string {
  const [, year, quarter] = /^(\d{4})-(Q[1-4])$/.exec(label) ?? [];
  if (year !== undefined) return `${quarter} ${year}`;
  const [, last] = /^to (\d{4}-\d{2})$/.exec(label) ?? [];
  return last === undefined ? formatMonth(label, "short") : `to ${formatMonth(last, "short")}`;
}
