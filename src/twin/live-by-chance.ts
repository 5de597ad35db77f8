import { ok, type Result } from "../fault/fault.ts";
import { monthAt } from "../metrics/calendar-month.ts";
import type { Model } from "../model/model.ts";
import { declared } from "../model/model-rule.ts";
import type { Segment } from "../model/segment.ts";
import { minorUnits } from "../money/currency.ts";
import { add, coefficientAt, type Decimal, zero } from "../money/decimal.ts";
import { lastingOf } from "../plan/forecast/purchase-cadence.ts";
import { countedPurchases } from "../plan/forecast/sum-segment.ts";
import { usualDunning } from "../plan/forecast/unpaid-months.ts";
import type { ChanceMonths } from "./chance-months.ts";
import type { Fate } from "./fate.ts";
import { liveBusiness, type SimulatedBusiness } from "./live.ts";
import { type PaymentChances, type PaymentsLived, payersByChance } from "./payers.ts";
import { type PlannedRun, plannedBusiness } from "./planned-business.ts";
import { type Joining, randomFates } from "./random-fates.ts";
import { twinBooks, usualRetryDays } from "./twin-books.ts";
import { recurringMonths, type TwinSums, twinSums } from "./twin-months.ts";

/** What a business by chance is lived with. */
export interface LifeChoice {
  /** The same seed gives the same customers. */
  readonly seed: number;
  /** How far what customers use spreads around what is expected: the standard deviation, as a part of it. */
  readonly usageSpread?: number;
  /** When customers of a month join: on its first day where absent, as the forecast counts them. */
  readonly joining?: Joining;
  /** Told how many months are lived, of how many. */
  readonly progress?: (lived: number, months: number) => void;
}

/** Where nothing else is said, use spreads as the plan says: prices with tiers bring another mean where it spreads by more than that. */
export const defaultUsageSpread = 0;

/** What a seed makes of a plan. */
export interface ChancedLife {
  readonly customers: number;
  readonly documents: number;
  readonly months: ChanceMonths;
  readonly payments: PaymentsLived;
}

/** Lives the customers of a seed. */
export function liveByChance(
  planned: PlannedRun,
  { seed, usageSpread = defaultUsageSpread, joining = "first-day", progress }: LifeChoice,
): Result<ChancedLife> {
  const { model, first, months } = planned;
  const books = twinBooks(model);
  if (!books.ok) return books;
  const business = plannedBusiness({ ...planned, books: books.value }, (segment, drivers) =>
    randomFates(drivers, { seed, segment, first, usageSpread, joining }),
  );
  if (!business.ok) return business;
  const { zone } = books.value.current;
  const sums = twinSums(zone, first, months);
  const payers = payersByChance({
    ...{ seed, zone, first, months },
    minorUnits: minorUnits(model.currency),
    read: (figure, month) => planned.run.read(`capital.${figure}`, month),
    retryDays: model.payment?.retryDays ?? usualRetryDays,
    dunning: model.payment?.dunning ?? usualDunning,
    subscriptionAt: subscriptionsOf(business.value),
  });
  const lived = liveBusiness(business.value, first - 1, first + months - 1, {
    entries: (entries) => entries.forEach(sums.add),
    answer: payers.answer,
    passed: (month) => progress?.(month - first + 1, months + 1),
  });
  if (!lived.ok) return lived;
  const recurring = recurringMonths(lived.value.metrics, model, first, months);
  if (!recurring.ok) return recurring;
  const { customers, fates } = business.value;
  const lostIn = (customer: string): number => {
    const at = payers.lostAt.get(customer);
    return at === undefined ? months : monthAt(zone, at) - first;
  };
  return ok({
    customers: customers.length,
    documents: lived.value.documents,
    payments: payers.lived(),
    months: {
      customers: customersByMonth(fates, model, months, lostIn),
      collections: payers.collected,
      ...amountsByMonth(sums, recurring.value, minorUnits(model.currency)),
    },
  });
}

/** What a customer has at a moment that it could leave: its fate has not ended it. */
export const subscriptionsOf =
  ({ open }: SimulatedBusiness): PaymentChances["subscriptionAt"] =>
  (customer, at) =>
    open.get(customer)?.find(({ from, to }) => from <= at && at < to);

/** Customers at each month's end, counted as a forecast counts them. */
function customersByMonth(
  fates: readonly Fate[],
  model: Model,
  months: number,
  lostIn: (customer: string) => number,
): Float64Array {
  const counted = new Map<string, ReadonlySet<string>>();
  const sums = new Float64Array(months);
  for (const { customer, segment: id, stays } of fates) {
    const lost = lostIn(customer);
    const segment = declared<Segment>(model.segments, id);
    if (segment !== undefined && !counted.has(id))
      counted.set(id, countedPurchases(segment, model));
    for (const { purchase, from, to = months } of stays) {
      if (counted.get(id)?.has(purchase) !== true) continue;
      const bought = segment?.purchases[purchase];
      const isOnce = bought !== undefined && lastingOf(bought, model) === "once";
      const until = isOnce ? from + 1 : to;
      for (let month = Math.max(0, from); month < Math.min(until, lost); month += 1)
        sums[month] = (sums[month] ?? 0) + 1;
    }
  }
  return sums;
}

function amountsByMonth(
  { billed, recognised }: Pick<TwinSums, "billed" | "recognised">,
  recurring: readonly Decimal[],
  digits: number,
): Omit<ChanceMonths, "customers" | "collections"> {
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
