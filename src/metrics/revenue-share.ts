import type { Month } from "../ledger/recognition/accounting-month.ts";
import type { RevenueKind } from "../model/stream-kinds.ts";
import { termOfRows } from "./evidence.ts";
import { type Figure, notGiven, quotient, unitDigits } from "./metric.ts";
import type { MetricFacts } from "./metric-facts.ts";
import { revenueRows } from "./revenue-rows.ts";

/** The part that kinds of revenue are of all revenue of a month. */
export function revenueShare(
  facts: MetricFacts,
  month: Month,
  kinds: readonly RevenueKind[],
): Figure {
  const rows = revenueRows(facts, month);
  if (rows === undefined) return notGiven();
  const part = termOfRows(
    "part",
    rows.filter(({ kind }) => kinds.includes(kind)),
  );
  const revenue = termOfRows("revenue", rows);
  return quotient(part.amount, revenue.amount, unitDigits.ratio, [part, revenue]);
}
