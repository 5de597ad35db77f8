import { useQuery } from "@tanstack/react-query";
import {
  type MonthRange,
  remainingQuery,
  rollForwardQuery,
  scheduleQuery,
} from "../../api/earned.ts";
import { revenueQuery } from "../../api/revenue.ts";
import { summaryQuery } from "../../api/summary.ts";

const past = 5;
const ahead = 6;

/** `2026-01` moved by whole months. */
function monthsFrom(month: string, by: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** The months that the page is about: some before the server's, and some after it; undefined until that is known. */
export function useMonths():
  | { readonly now: string; readonly behind: MonthRange; readonly whole: MonthRange }
  | undefined {
  const { data } = useQuery(summaryQuery);
  if (data === undefined) return undefined;
  const now = data.now.slice(0, 7);
  const first = monthsFrom(now, -past);
  const begun = data.from?.slice(0, 7) ?? now;
  const from = begun > first ? begun : first;
  return { now, behind: { from, to: now }, whole: { from, to: monthsFrom(now, ahead) } };
}

/** What is recognised and scheduled. */
export const useSchedule = (range: MonthRange) => useQuery(scheduleQuery(range));

/** How balances came about. */
export const useRollForward = (range: MonthRange) => useQuery(rollForwardQuery(range));

/** What remains. */
export const useRemaining = () => useQuery(remainingQuery);

/** The names of streams by their ids. */
export function useStreamNames(): ReadonlyMap<string, string> {
  const { data } = useQuery(revenueQuery);
  return new Map((data?.streams ?? []).map(({ id, name }) => [id, name]));
}
