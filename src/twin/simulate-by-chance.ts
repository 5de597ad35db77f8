import { ok, type Result } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { declared } from "../model/model-rule.ts";
import type { Segment } from "../model/segment.ts";
import { minorUnits } from "../money/currency.ts";
import { add, coefficientAt, type Decimal, zero } from "../money/decimal.ts";
import type { CustomerForecast } from "../plan/forecast/forecast.ts";
import { lastingOf } from "../plan/forecast/purchase-cadence.ts";
import { countedPurchases } from "../plan/forecast/sum-segment.ts";
import {
  type ChancedFigure,
  type ChanceMonths,
  compareByChance,
  forecastMonths,
} from "./chance-months.ts";
import type { Fate } from "./fate.ts";
import { liveBusiness } from "./live.ts";
import { type PlannedRun, plannedBusiness } from "./planned-business.ts";
import { randomFates } from "./random-fates.ts";
import { runPlan, type SimulationChoice } from "./simulate.ts";
import { recurringMonths, type TwinSums, twinSums } from "./twin-months.ts";

/** How a plan is simulated by chance. */
export interface ChancedChoice extends SimulationChoice {
  /** The same seed gives the same customers. */
  readonly seed: number;
  /** How far what customers use spreads around what is expected: the standard deviation, as a part of it. */
  readonly usageSpread?: number;
}

/** Where nothing else is said, a customer uses a half more or less than is expected, by its nature and not by the month. */
export const defaultUsageSpread = 0.5;

/** A business that was lived by chance, beside its forecast. */
export interface ChancedSimulation {
  readonly seed: number;
  /** What is expected, in parts of customers. */
  readonly forecast: CustomerForecast;
  readonly customers: number;
  readonly documents: number;
  readonly figures: readonly ChancedFigure[];
}

/**
 * Lives the customers of a plan who come, buy, use, upgrade and leave by chance, through the real account machine, books and metrics. Refuses
 * what the forecast refuses.
 */
export function simulateByChance(model: Model, choice: ChancedChoice): Result<ChancedSimulation> {
  const run = runPlan(model, choice, "expected");
  if (!run.ok) return run;
  const { planned, forecast } = run.value;
  const lived = liveByChance(planned, choice);
  if (!lived.ok) return lived;
  const { customers, documents, months } = lived.value;
  return ok({
    seed: choice.seed,
    forecast,
    customers,
    documents,
    figures: compareByChance(forecast, forecastMonths(forecast), months),
  });
}

/** What a seed makes of a plan. */
export interface ChancedLife {
  readonly customers: number;
  readonly documents: number;
  readonly months: ChanceMonths;
}

/** Lives the customers of a seed. */
export function liveByChance(
  planned: PlannedRun,
  { seed, usageSpread = defaultUsageSpread, progress }: ChancedChoice,
): Result<ChancedLife> {
  const { model, first, months, books } = planned;
  const business = plannedBusiness(planned, (segment, drivers) =>
    randomFates(drivers, { seed, segment, first, usageSpread }),
  );
  if (!business.ok) return business;
  const sums = twinSums(books.current.zone, first, months);
  const lived = liveBusiness(business.value, first - 1, first + months - 1, {
    entries: (entries) => entries.forEach(sums.add),
    passed: (month) => progress?.(month - first + 1, months + 1),
  });
  if (!lived.ok) return lived;
  const recurring = recurringMonths(lived.value.metrics, first, months);
  if (!recurring.ok) return recurring;
  const { customers, fates } = business.value;
  return ok({
    customers: customers.length,
    documents: lived.value.documents,
    months: {
      customers: customersByMonth(fates, model, months),
      ...amountsByMonth(sums, recurring.value, minorUnits(model.currency)),
    },
  });
}

/** Customers at each month's end, counted as a forecast counts them. */
function customersByMonth(fates: readonly Fate[], model: Model, months: number): Float64Array {
  const counted = new Map<string, ReadonlySet<string>>();
  const sums = new Float64Array(months);
  for (const { segment: id, stays } of fates) {
    const segment = declared<Segment>(model.segments, id);
    if (segment !== undefined && !counted.has(id))
      counted.set(id, countedPurchases(segment, model));
    for (const { purchase, from, to = months } of stays) {
      if (counted.get(id)?.has(purchase) !== true) continue;
      const bought = segment?.purchases[purchase];
      const isOnce = bought !== undefined && lastingOf(bought, model) === "once";
      const until = isOnce ? from + 1 : to;
      for (let month = Math.max(0, from); month < until; month += 1)
        sums[month] = (sums[month] ?? 0) + 1;
    }
  }
  return sums;
}

function amountsByMonth(
  { billed, recognised }: Pick<TwinSums, "billed" | "recognised">,
  recurring: readonly Decimal[],
  digits: number,
): Omit<ChanceMonths, "customers"> {
  const minor = (amount: Decimal): number => Number(coefficientAt(amount, digits));
  const summed = (streams: TwinSums["billed"]): Float64Array =>
    Float64Array.from(recurring, (_, month) =>
      minor([...streams.values()].reduce((sum, own) => add(sum, own[month] ?? zero), zero)),
    );
  return {
    mrr: Float64Array.from(recurring, minor),
    billings: summed(billed),
    revenue: summed(recognised),
  };
}
