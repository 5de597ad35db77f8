import { ok, type Result, refuse } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import { minorUnits } from "../../money/currency.ts";
import { givenMetrics } from "../metrics/given-metrics.ts";
import {
  type ChooseFigure,
  type CompiledPlan,
  compilePlan,
  middle,
  type PlanRun,
} from "./compile-plan.ts";
import type { CustomerForecast } from "./forecast.ts";
import { type CustomerCounting, forecastCustomers } from "./forecast-customers.ts";
import { rangeFaults } from "./plan-ranges.ts";

/** A forecast of a whole business: its customers, and every figure that follows from them. */
export interface PlanForecast {
  readonly plan: CompiledPlan;
  readonly customers: CustomerForecast;
  /** Every figure of the plan by name: `forecast.ebitda`, `costs.hosting`, `segments.teams.new`. */
  readonly run: PlanRun;
}

/** How a plan is forecast. */
export interface ForecastChoice extends CustomerCounting {
  /** What told figures with bounds are taken to be; the middle where absent. */
  readonly choose?: ChooseFigure;
  /** A scenario of the model; the plan itself where absent. */
  readonly scenario?: string | undefined;
}

/** Forecasts a model. Refuses what {@link compilePlan}, {@link forecastCustomers} and {@link rangeFaults} refuse, and `undefined-figure`. */
export function forecastPlan(
  model: Model,
  { choose = middle, scenario, ...counting }: ForecastChoice,
): Result<PlanForecast> {
  const compiled = compilePlan(model, { scenario });
  return compiled.ok ? forecastCompiled(model, compiled.value, choose, counting) : compiled;
}

/** Forecasts a model whose plan is compiled; refuses the same but for that. */
export function forecastCompiled(
  model: Model,
  plan: CompiledPlan,
  choose: ChooseFigure,
  counting: CustomerCounting,
): Result<PlanForecast> {
  const drivers = plan.run(choose);
  if (!drivers.ok) return drivers;
  const counted = forecastCustomers(model, drivers.value, plan.months, counting);
  if (!counted.ok) return counted;
  const run = plan.run(
    choose,
    new Map([...givenFigures(counted.value), ...givenMetrics(counted.value)]),
  );
  if (!run.ok) return run;
  const faults = rangeFaults(model, run.value, plan.months);
  if (faults.length > 0) return refuse(...faults);
  return ok({ plan, customers: counted.value, run: run.value });
}

/** What customers come to, as the figures that formulas read: money in units of the currency. */
export function givenFigures(forecast: CustomerForecast): ReadonlyMap<string, Float64Array> {
  const { currency, months, segments, streams, recurring, opening, usage } = forecast;
  const scale = 10 ** minorUnits(currency);
  const given = new Map<string, Float64Array>();
  const give = (name: string, series: Float64Array): void => {
    given.set(`forecast.${name}`, series);
  };
  const money = (series: Float64Array): Float64Array => series.map((value) => value / scale);
  const total = (name: string, parts: readonly (readonly [string, Float64Array])[]): void => {
    const sum = new Float64Array(months);
    for (const [id, series] of parts) {
      give(`${name}.${id}`, series);
      for (let month = 0; month < months; month += 1)
        sum[month] = (sum[month] ?? 0) + (series[month] ?? 0);
    }
    give(name, sum);
  };
  const all = [...segments];
  total(
    "customers",
    all.map(([id, { customers }]) => [id, customers.closing]),
  );
  total(
    "new-customers",
    all.map(([id, { customers }]) => [id, customers.joined]),
  );
  total(
    "lost-customers",
    all.map(([id, { customers }]) => [id, customers.left]),
  );
  total(
    "mrr",
    all.map(([id, { recurring: own }]) => [id, money(own.closing)]),
  );
  give("new-mrr", money(recurring.new));
  give("expansion-mrr", money(recurring.expansion));
  give("contraction-mrr", money(recurring.contraction));
  give("churned-mrr", money(recurring.churn));
  for (const [id, { billed, recognised, deferred, unbilled }] of streams) {
    give(`billed.${id}`, money(billed));
    give(`earned.${id}`, money(recognised));
    give(`deferred.${id}`, money(deferred));
    give(`unbilled.${id}`, money(unbilled));
  }
  for (const name of ["billed", "deferred", "unbilled"] as const)
    give(`opening-${name}`, new Float64Array(months).fill(opening[name] / scale));
  for (const [id, series] of usage) give(`usage.${id}`, series);
  return given;
}
