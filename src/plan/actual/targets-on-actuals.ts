import { ok, type Result } from "../../fault/fault.ts";
import type { RateTable } from "../../fx/rate-table.ts";
import { monthText } from "../../ledger/recognition/accounting-month.ts";
import { forecastPlan } from "../forecast/forecast-plan.ts";
import type { WrittenPlan } from "../lock/read-plan.ts";
import { evaluateTargets, type TargetResult } from "../targets/evaluate-targets.ts";
import { actualBooks } from "./actual-books.ts";
import type { HappenedBusiness } from "./actual-business.ts";
import { latestEstimate } from "./latest-estimate.ts";
import { actualOfPlan } from "./plan-and-actual.ts";
import { withSoldStreams } from "./sold-streams.ts";

/** A target, and whether the month that tells is closed: what was measured, or an estimate from there. */
export interface MeasuredTarget extends TargetResult {
  readonly basis?: "actual" | "estimate";
}

/**
 * How a plan does at its targets, by what happened up to a month, from 0, and by what is to be expected from there. Refuses what the forecast refuses,
 * and `fx-rate-missing`.
 */
export function targetsOnActuals(
  happened: Omit<HappenedBusiness, "rateOf">,
  plan: WrittenPlan,
  closed: number,
  rates: RateTable,
): Result<readonly MeasuredTarget[]> {
  const { document, figures } = plan;
  const { scenario } = document;
  const actual = actualOfPlan(happened, plan, closed, rates);
  if (!actual.ok) return actual;
  const model = withSoldStreams(plan.model, actual.value.cells, happened.books.current.model);
  const forecast = forecastPlan(model, {
    customers: document.customers,
    cache: "kept",
    scenario,
  });
  if (!forecast.ok) return forecast;
  const books = actualBooks(happened, model, { first: figures.first, months: closed + 1 }, rates);
  if (!books.ok) return books;
  const known = { plan: figures, actual: actual.value, books: books.value, closed, scenario };
  const estimate = latestEstimate(model, forecast.value, known);
  if (!estimate.ok) return estimate;
  const last = monthText(figures.first + closed);
  return ok(
    evaluateTargets(model, estimate.value, forecast.value.run).map((target) => ({
      ...target,
      ...(target.month === undefined
        ? {}
        : { basis: target.month <= last ? ("actual" as const) : ("estimate" as const) }),
    })),
  );
}
