import type { CustomerFact } from "../account/fact.ts";
import type { DatedFact } from "../account/issue-in-order.ts";
import type { PriceBooks } from "../account/price-book.ts";
import { assert, expectOk, type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import type { Month } from "../ledger/recognition/accounting-month.ts";
import { monthAt } from "../metrics/calendar-month.ts";
import { purchasePlace, segmentPlace } from "../model/drivers/segment-entries.ts";
import type { Model } from "../model/model.ts";
import { declared, entriesOf } from "../model/model-rule.ts";
import type { Segment, SegmentPurchase } from "../model/segment.ts";
import { type MonthlyUsage, sampleUsage, type UsageMoment } from "../plan/billing/sample-usage.ts";
import type { PlanRun } from "../plan/forecast/compile-plan.ts";
import { dayInMonth } from "../plan/forecast/day-in-month.ts";
import { quantityIn } from "../plan/forecast/purchase-quantity.ts";
import { purchaseUsage, usingMore } from "../plan/forecast/purchase-usage.ts";
import { segmentDrivers } from "../plan/forecast/segment-drivers.ts";
import { wholeAllotment } from "../plan/population/allotment.ts";
import { populate } from "../plan/population/populate.ts";
import type { PopulationDrivers } from "../plan/population/population-drivers.ts";
import { wholeUses } from "../plan/population/usage-classes.ts";
import { formatInstant } from "../time/instant.ts";
import { type Fate, scriptedFates } from "./fate.ts";
import {
  boundaryDay,
  type FateView,
  fateFacts,
  joinsAt,
  type OpenSubscription,
  openSubscriptions,
  usesAt,
} from "./fate-facts.ts";
import type { SimulatedBusiness } from "./live.ts";

/** A run of a model's plan, over so many months from the first. */
export interface PlannedRun {
  readonly model: Model;
  readonly books: PriceBooks;
  readonly run: PlanRun;
  readonly first: Month;
  readonly months: number;
}

/** What becomes of the customers of a segment who do what its drivers say. */
export type FatesOf = (segment: string, drivers: PopulationDrivers) => readonly Fate[];

/** The business of a plan whose customers have these fates. Refuses what the forecast of the same plan refuses. */
export function plannedBusiness(planned: PlannedRun, fatesOf: FatesOf): Result<SimulatedBusiness> {
  const { model, books, run, first } = planned;
  const { zone } = books.current;
  const last = first + planned.months - 1;
  const customers: CustomerFact[] = [];
  const facts: DatedFact[] = [];
  const fates: Fate[] = [];
  const open = new Map<string, readonly OpenSubscription[]>();
  const used = new Map<string, { readonly fate: Fate; readonly usage: MonthlyUsage }>();
  const faults: Fault[] = [];
  for (const [id, segment] of entriesOf<Segment>(model.segments)) {
    const drivers = segmentDrivers(id, segment, run, planned);
    const usage = usageOfSegment(id, segment, planned);
    if (!drivers.ok || !usage.ok) {
      faults.push(...(drivers.ok ? [] : drivers.faults), ...(usage.ok ? [] : usage.faults));
      continue;
    }
    const view = { book: books.current, first, last, ...termsOf(id, segment, run) };
    for (const fate of fatesOf(id, drivers.value)) {
      const since = formatInstant(joinsAt(fate, view));
      const name = `A customer of ${segment.name}`;
      customers.push({ fact: "customer", id: fate.customer, name, segment: id, recordedAt: since });
      facts.push(...fateFacts(fate, view));
      fates.push(fate);
      open.set(fate.customer, openSubscriptions(fate, view));
      used.set(fate.customer, { fate, usage: usageOfFate(fate, usage.value, view) });
    }
  }
  if (faults.length > 0) return refuse(...faults);
  const uses: MonthlyUsage = (month, customer) => used.get(customer)?.usage(month, customer) ?? [];
  const at: UsageMoment = (month, customer) =>
    usesAt(used.get(customer)?.fate ?? { day: 1 }, month, zone);
  const usage = sampleUsage(zone, (instant) => monthAt(zone, instant), uses, at);
  return ok({ books, customers, facts, fates, open, usage, uses, usesAt: at });
}

/** The business of a plan whose customers do just what is expected of them, in whole customers. */
export const scriptedBusiness = (planned: PlannedRun): Result<SimulatedBusiness> =>
  plannedBusiness(planned, (segment, drivers) => {
    const population = populate(drivers, wholeAllotment());
    return scriptedFates(segment, population, wholeUses(drivers, population));
  });

function termsOf(id: string, segment: Segment, run: PlanRun) {
  const place = segmentPlace(id);
  return {
    purchaseOf: (purchase: string): SegmentPurchase => {
      const known = declared<SegmentPurchase>(segment.purchases, purchase);
      assert(known !== undefined, "a stay is with a purchase of its segment");
      return known;
    },
    quantityOf: (purchase: string, start: number, month: number): number =>
      quantityIn(run, purchasePlace(place, purchase).name, start, month),
  };
}

type UsageByPurchase = ReadonlyMap<string, MonthlyUsage>;

/** What a customer of a segment uses who uses so many times as much as is expected. */
function usageOfSegment(
  id: string,
  { purchases }: Segment,
  { run, model, first }: PlannedRun,
): Result<(times: number) => UsageByPurchase> {
  const place = segmentPlace(id);
  const usageOf = (times: number): Result<UsageByPurchase> => {
    const all = new Map<string, MonthlyUsage>();
    for (const [own, purchase] of entriesOf<SegmentPurchase>(purchases)) {
      const at = purchasePlace(place, own);
      const usage = purchaseUsage(purchase, at, usingMore(run, at.name, times), model, first);
      if (!usage.ok) return usage;
      all.set(own, usage.value);
    }
    return ok(all);
  };
  const expected = usageOf(1);
  if (!expected.ok) return expected;
  const known = new Map([[1, expected.value]]);
  return ok((times) => {
    const own = known.get(times) ?? expectOk(usageOf(times));
    known.set(times, own);
    return own;
  });
}

/** What somebody uses is that of what it has then: before its period begins in a month, what it had before. */
function usageOfFate(
  { stays, uses, day }: Fate,
  usageAt: (times: number) => UsageByPurchase,
  view: Pick<FateView, "book" | "first" | "purchaseOf">,
): MonthlyUsage {
  const own = stays.map((stay) => usageAt(stay.uses ?? uses).get(stay.purchase));
  return (month, customer) => {
    const at = month - view.first;
    const isLate = dayInMonth(month, day) < boundaryDay({ stays, day }, at, view);
    const hasBegun = (from: number): boolean => from < at || (from === at && !isLate);
    const stay = stays.findIndex(
      ({ from, to }, index) =>
        (hasBegun(from) || (index === 0 && from === at)) && (to === undefined || !hasBegun(to)),
    );
    return own[stay]?.(month, customer) ?? [];
  };
}
