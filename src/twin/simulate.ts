import { ok, type Result } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { minorUnits } from "../money/currency.ts";
import { coefficientAt, type Decimal, zero } from "../money/decimal.ts";
import { planBooks } from "../plan/billing/plan-books.ts";
import {
  type CompiledPlan,
  compilePlan,
  computeFigures,
  middle,
  runOf,
} from "../plan/forecast/compile-plan.ts";
import type { CustomerForecast } from "../plan/forecast/forecast.ts";
import { forecastCustomers } from "../plan/forecast/forecast-customers.ts";
import { givenFigures } from "../plan/forecast/forecast-plan.ts";
import { monthsAskedFor } from "../plan/forecast/months-asked-for.ts";
import { collectionsOf } from "./chance-months.ts";
import { type ComparedCollections, type ComparedFigure, compareWithForecast } from "./compare.ts";
import { liveBusiness } from "./live.ts";
import { type PlannedRun, scriptedBusiness } from "./planned-business.ts";
import { boundedSize } from "./simulated-size.ts";
import { recurringMonths, type TwinSums, twinSums } from "./twin-months.ts";

/** A simulated plan beside its forecast. */
export interface Simulation {
  readonly forecast: CustomerForecast;
  /** How many customers lived, and how many documents they were issued. */
  readonly customers: number;
  readonly documents: number;
  readonly figures: readonly ComparedFigure[];
}

/** How a plan is simulated. */
export interface SimulationChoice {
  /** Months from the plan's first on; all of them where absent. */
  readonly months?: number;
  /** A scenario of the model; the plan itself where absent. */
  readonly scenario?: string | undefined;
  /** Told how many months are lived, of how many. */
  readonly progress?: (lived: number, months: number) => void;
}

/** A plan that is computed, with what is expected of its customers. */
export interface PlannedForecast {
  readonly plan: CompiledPlan;
  readonly planned: PlannedRun;
  readonly forecast: CustomerForecast;
}

/**
 * A plan that is computed, over the months that are simulated. Refuses what the forecast refuses, `months-beyond-plan`, and `simulation-too-large`
 * before anything is billed.
 */
export function runPlan(
  model: Model,
  { months, scenario }: SimulationChoice,
  customers: "whole" | "expected",
): Result<PlannedForecast> {
  const compiled = compilePlan(model, { scenario });
  if (!compiled.ok) return compiled;
  const run = compiled.value.run(middle);
  if (!run.ok) return run;
  const asked = monthsAskedFor(months, compiled.value.months, "--months");
  if (!asked.ok) return asked;
  const counted = asked.value;
  const bounded = boundedSize(model, run.value, counted);
  if (!bounded.ok) return bounded;
  const forecast = forecastCustomers(model, run.value, counted, { customers });
  if (!forecast.ok) return forecast;
  const books = planBooks(model);
  if (!books.ok) return books;
  const { first } = forecast.value;
  const planned = { model, books: books.value, run: run.value, first, months: counted };
  return ok({ plan: compiled.value, planned, forecast: forecast.value });
}

/**
 * Lives the customers of a plan who do just what is expected of them, through the real account machine, books and metrics, and holds what came
 * of them against the forecast. Refuses what the forecast refuses.
 */
export function simulatePlan(model: Model, choice: SimulationChoice = {}): Result<Simulation> {
  const run = runPlan(model, choice, "whole");
  if (!run.ok) return run;
  const { planned, forecast } = run.value;
  const { first, months } = forecast;
  const business = scriptedBusiness(planned);
  if (!business.ok) return business;
  const sums = twinSums(planned.books.current.zone, first, months);
  const lived = liveBusiness(business.value, first - 1, first + months - 1, {
    entries: (entries) => entries.forEach(sums.add),
    passed: (month) => choice.progress?.(month - first + 1, months + 1),
  });
  if (!lived.ok) return lived;
  const recurring = recurringMonths(lived.value.metrics, planned.model, first, months);
  if (!recurring.ok) return recurring;
  return ok({
    forecast,
    customers: business.value.customers.length,
    documents: lived.value.documents,
    figures: compareWithForecast(
      forecast,
      { ...sums, recurring: recurring.value },
      collectionsBeside(run.value, sums),
    ),
  });
}

/**
 * What the statements of a plan say is collected, beside what the same terms make of the invoices of the simulated business and of what is planned
 * as a sum.
 */
function collectionsBeside(
  { plan: { formulas, told }, planned: { model }, forecast }: PlannedForecast,
  { billed, billedBefore }: TwinSums,
): ComparedCollections {
  const run = runOf(formulas, computeFigures(formulas, told, middle, givenFigures(forecast)));
  const digits = minorUnits(forecast.currency);
  const minor = (amount: Decimal): number => Number(coefficientAt(amount, digits));
  const inMinor = (figure: string, month: number): number => run.read(figure, month) * 10 ** digits;
  const billings = Float64Array.from({ length: forecast.months }, (_, month) => {
    const sum = Object.keys(model.income ?? {}).reduce(
      (all, id) => all + inMinor(`income.${id}`, month),
      0,
    );
    return [...billed.values()].reduce((all, own) => all + minor(own[month] ?? zero), sum);
  });
  return {
    forecast: billings.map((_, month) => inMinor("forecast.collections", month)),
    lived: collectionsOf(billings, minor(billedBefore), run),
  };
}
