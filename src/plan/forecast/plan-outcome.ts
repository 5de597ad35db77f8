import { ok, type Result } from "../../fault/fault.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import type { Model } from "../../model/model.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import type { Flows } from "../flows/flow.ts";
import { planFlows } from "../flows/plan-flows.ts";
import { evaluateTargets, type TargetResult } from "../targets/evaluate-targets.ts";
import { type ForecastChoice, forecastPlan } from "./forecast-plan.ts";
import {
  type ForecastPeriod,
  type ForecastRow,
  forecastPeriods,
  forecastRows,
} from "./forecast-rows.ts";
import { metricRows } from "./metric-rows.ts";

/** A year of a plan as flows of money. */
export interface FlowsOfYear extends ForecastPeriod {
  readonly flows: Flows;
}

/** All that is said of one forecast, as plain data that can be kept, and handed to another thread. */
export interface PlanOutcome {
  readonly currency: CurrencyCode;
  readonly first: Month;
  readonly months: number;
  readonly customers: "whole" | "expected";
  readonly rows: readonly ForecastRow[];
  readonly targets: readonly TargetResult[];
  /** One a year of the plan. */
  readonly years: readonly FlowsOfYear[];
}

/** Forecasts a model and takes down what there is to say of it. Refuses what {@link forecastPlan} refuses. */
export function planOutcome(model: Model, choice: ForecastChoice): Result<PlanOutcome> {
  const forecast = forecastPlan(model, choice);
  if (!forecast.ok) return forecast;
  const { currency, first, months, customers } = forecast.value.customers;
  return ok({
    currency,
    first,
    months,
    customers,
    rows: [...forecastRows(model, forecast.value), ...metricRows(model, forecast.value)],
    targets: evaluateTargets(model, forecast.value),
    years: forecastPeriods(first, months, "year").map((year) => ({
      ...year,
      flows: planFlows(model, forecast.value, year),
    })),
  });
}
