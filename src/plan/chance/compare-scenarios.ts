import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import type { Model } from "../../model/model.ts";
import { declared } from "../../model/model-rule.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { compilePlan, middle } from "../forecast/compile-plan.ts";
import { forecastCompiled } from "../forecast/forecast-plan.ts";
import {
  type ForecastPeriod,
  forecastPeriods,
  type PeriodLength,
} from "../forecast/forecast-rows.ts";
import { keptSamples } from "../forecast/sample-cache.ts";
import { overPeriod } from "./summarise-trials.ts";
import { type TrialFigure, trialOutputs } from "./trial-outputs.ts";

/** One figure of the plan and of its scenarios. */
export interface ComparedFigure extends TrialFigure {
  /** By plan, in their order, and in each by period. */
  readonly values: readonly Float64Array[];
}

/** The plan and scenarios of it side by side. */
export interface ComparedScenarios {
  readonly currency: CurrencyCode;
  readonly first: Month;
  readonly months: number;
  readonly periods: readonly ForecastPeriod[];
  /** The plan itself first; it has no id. */
  readonly plans: readonly { readonly scenario: string | undefined; readonly name: string }[];
  readonly figures: readonly ComparedFigure[];
}

/**
 * Forecasts a plan and scenarios of it, with customers as they are expected; who is billed alike in several is billed once. Refuses what a
 * forecast of any of them refuses.
 */
export function compareScenarios(
  model: Model,
  scenarios: readonly string[],
  by: PeriodLength,
): Result<ComparedScenarios> {
  const cache = keptSamples(model);
  if (!cache.ok) return cache;
  const forecasts = [undefined, ...scenarios].map((scenario) => {
    const plan = compilePlan(model, { scenario });
    return plan.ok
      ? forecastCompiled(model, plan.value, middle, { customers: "expected", cache: cache.value })
      : plan;
  });
  const faults: readonly Fault[] = forecasts.flatMap((one) => (one.ok ? [] : one.faults));
  const own = forecasts.flatMap((one) => (one.ok ? [one.value] : []));
  const [base] = own;
  if (faults.length > 0 || base === undefined) return refuse(...faults);
  const { currency, first, months } = base.customers;
  const periods = forecastPeriods(first, months, by);
  return ok({
    currency,
    first,
    months,
    periods,
    plans: [undefined, ...scenarios].map((scenario) => ({
      scenario,
      name:
        scenario === undefined
          ? "As planned"
          : (declared(model.scenarios, scenario)?.name ?? scenario),
    })),
    figures: trialOutputs(model, base.plan).figures.map((figure) => ({
      ...figure,
      values: own.map(({ run }) =>
        Float64Array.from(periods, (period) =>
          overPeriod(figure, period, (month) => run.read(`forecast.${figure.id}`, month)),
        ),
      ),
    })),
  });
}
