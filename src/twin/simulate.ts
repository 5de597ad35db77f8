import { ok, type Result } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { planBooks } from "../plan/billing/plan-books.ts";
import { compilePlan, middle } from "../plan/forecast/compile-plan.ts";
import type { CustomerForecast } from "../plan/forecast/forecast.ts";
import { forecastCustomers } from "../plan/forecast/forecast-customers.ts";
import { type ComparedFigure, compareWithForecast } from "./compare.ts";
import { liveBusiness } from "./live.ts";
import { scriptedBusiness } from "./scripted-business.ts";
import { twinMonths } from "./twin-months.ts";

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
  readonly scenario?: string;
}

/**
 * Lives the customers of a plan who do just what is expected of them, through the real account machine, books and metrics, and holds what came
 * of them against the forecast. Refuses what the forecast refuses.
 */
export function simulatePlan(model: Model, choice: SimulationChoice = {}): Result<Simulation> {
  const { scenario } = choice;
  const compiled = compilePlan(model, scenario === undefined ? {} : { scenario });
  if (!compiled.ok) return compiled;
  const run = compiled.value.run(middle);
  if (!run.ok) return run;
  const months = Math.min(choice.months ?? compiled.value.months, compiled.value.months);
  const forecast = forecastCustomers(model, run.value, months, { customers: "whole" });
  if (!forecast.ok) return forecast;
  const books = planBooks(model);
  if (!books.ok) return books;
  const { first } = forecast.value;
  const business = scriptedBusiness({ model, books: books.value, run: run.value, first, months });
  if (!business.ok) return business;
  const lived = liveBusiness(business.value, first + months - 1);
  if (!lived.ok) return lived;
  const twin = twinMonths(lived.value, books.value.current.zone, first, months);
  if (!twin.ok) return twin;
  return ok({
    forecast: forecast.value,
    customers: business.value.customers.length,
    documents: lived.value.documents,
    figures: compareWithForecast(forecast.value, twin.value),
  });
}
