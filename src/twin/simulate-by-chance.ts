import { ok, type Result } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import type { CustomerForecast } from "../plan/forecast/forecast.ts";
import { chanceBand } from "./chance-band.ts";
import { type ChancedFigure, compareByChance, forecastMonths } from "./chance-months.ts";
import { defaultUsageSpread, type LifeChoice, liveByChance } from "./live-by-chance.ts";
import type { PaymentsLived } from "./payers.ts";
import type { Joining } from "./random-fates.ts";
import { runPlan, type SimulationChoice } from "./simulate.ts";

/** How a plan is simulated by chance. */
export interface ChancedChoice extends SimulationChoice, LifeChoice {}

/** A business that was lived by chance, beside its forecast. */
export interface ChancedSimulation {
  readonly seed: number;
  readonly joining: Joining;
  readonly usageSpread: number;
  /** What is expected, in parts of customers. */
  readonly forecast: CustomerForecast;
  readonly customers: number;
  readonly documents: number;
  readonly payments: PaymentsLived;
  readonly figures: readonly ChancedFigure[];
}

/**
 * Lives the customers of a plan who come, buy, use, upgrade, pay and leave by chance, through the real account machine, books and metrics. Refuses
 * what the forecast refuses.
 */
export function simulateByChance(model: Model, choice: ChancedChoice): Result<ChancedSimulation> {
  const run = runPlan(model, choice, "expected");
  if (!run.ok) return run;
  const { planned, forecast } = run.value;
  const { seed, usageSpread = defaultUsageSpread, joining = "first-day" } = choice;
  const band = chanceBand(planned, { seed, usageSpread, joining });
  if (!band.ok) return band;
  const lived = liveByChance(planned, choice);
  if (!lived.ok) return lived;
  const { customers, documents, payments, months } = lived.value;
  return ok({
    seed,
    joining,
    usageSpread,
    forecast,
    customers,
    documents,
    payments,
    figures: compareByChance(forecast, forecastMonths(forecast, planned.run), months, band.value),
  });
}
