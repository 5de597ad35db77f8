import { ok, type Result } from "../../fault/fault.ts";
import { reachedFrom } from "../../formula/dependencies.ts";
import type { RateTable } from "../../fx/rate-table.ts";
import type { Model } from "../../model/model.ts";
import { actualBooks } from "../actual/actual-books.ts";
import type { HappenedBusiness } from "../actual/actual-business.ts";
import type { KnownMonths } from "../actual/latest-estimate.ts";
import { actualOfPlan } from "../actual/plan-and-actual.ts";
import { withSoldStreams } from "../actual/sold-streams.ts";
import type { ToldAmounts } from "../actual/told-amounts.ts";
import { compileTold } from "../actual/told-run.ts";
import { middle } from "../forecast/compile-plan.ts";
import { forecastPlan, type PlanForecast } from "../forecast/forecast-plan.ts";
import type { WrittenPlan } from "../lock/read-plan.ts";
import { openMetric, type PlanState, planState, type SteppedForecast } from "./open-metric.ts";
import { findPlanMetric, flowMetric, type PlanMetric } from "./plan-metrics.ts";
import { steppedFigures } from "./stepped-figures.ts";
import { toldSteps } from "./told-steps.ts";
import { openVariance, type VarianceNode, type VarianceSpan } from "./variance-tree.ts";

/** A variance, and of which metric. */
export interface MetricVariance {
  readonly metric: PlanMetric;
  readonly tree: VarianceNode;
  /** Costs that it follows from and nobody told: they are what the plan's formulas make of what happened. */
  readonly assumed: readonly string[];
}

/** What happened, and the plan that it is held against. */
export interface PlanAndHappened {
  readonly plan: WrittenPlan;
  readonly happened: Omit<HappenedBusiness, "rateOf">;
  readonly rates: RateTable;
}

/**
 * Opens the variance of any metric of a plan. Refuses `unknown-metric`, `metric-without-figure`, `fx-rate-missing`, and what the forecast of a plan
 * refuses.
 */
export function metricVariance(
  id: string,
  { plan, happened, rates }: PlanAndHappened,
  span: VarianceSpan,
): Result<MetricVariance> {
  const { figures, document } = plan;
  const actual = actualOfPlan(happened, plan, span.to, rates);
  if (!actual.ok) return actual;
  const flow = flowMetric(id);
  if (flow !== undefined)
    return ok({
      metric: flow,
      tree: openVariance(flow.id, figures, actual.value, span),
      assumed: [],
    });
  const { scenario } = document;
  const model = withSoldStreams(plan.model, actual.value.cells, happened.books.current.model);
  const forecast = forecastPlan(model, {
    customers: document.customers,
    cache: "kept",
    scenario,
  });
  if (!forecast.ok) return forecast;
  const metric = findPlanMetric(id, model, forecast.value);
  if (!metric.ok) return metric;
  const { first } = figures;
  const books = actualBooks(happened, model, { first, months: span.to + 1 }, rates);
  if (!books.ok) return books;
  const known = { plan: figures, actual: actual.value, books: books.value, closed: span.to };
  const states = statesBetween(forecast.value, model, { ...known, scenario }, span);
  if (!states.ok) return states;
  const tree = openMetric(metric.value, states.value, span, model);
  if (!tree.ok) return tree;
  const assumed = assumedCosts(metric.value.id, forecast.value, books.value.told);
  return ok({ metric: metric.value, tree: tree.value, assumed });
}

/** The forecast after each step from the plan to what happened, with what is told in its step. */
export function statesBetween(
  forecast: PlanForecast,
  model: Model,
  known: KnownMonths,
  span: VarianceSpan,
): Result<SteppedForecast> {
  const { told } = known.books;
  const given = steppedFigures(forecast, model, known);
  const runTold = compileTold(model, known.scenario, forecast, told);
  const base = forecast.plan.run(middle, given.at(-1));
  if (!runTold.ok) return runTold;
  if (!base.ok) return base;
  const valueAfter = toldSteps(told, model, span, base.value.read);
  const states: PlanState[] = [];
  for (const [step, figures] of given.entries()) {
    if (step === 0) continue;
    const run = runTold.value(figures, valueAfter(step));
    if (!run.ok) return run;
    states.push(planState(model, { ...forecast, run: run.value }));
  }
  return ok([planState(model, forecast), ...states]);
}

/** The costs that a metric follows from and nobody told: they are what the plan's formulas make of what happened. */
function assumedCosts(
  id: string,
  { plan, run }: PlanForecast,
  told: ToldAmounts,
): readonly string[] {
  const figure = run.has(`forecast.${id}`) ? `forecast.${id}` : `metrics.${id}`;
  return [...reachedFrom(plan.formulas, [figure])].flatMap((name) => {
    const [, cost] = /^costs\.([^.]+)$/.exec(name) ?? [];
    return cost === undefined || told.flows.has(name) ? [] : [cost];
  });
}
