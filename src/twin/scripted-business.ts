import type { CustomerFact } from "../account/fact.ts";
import type { DatedFact } from "../account/issue-in-order.ts";
import type { PriceBooks } from "../account/price-book.ts";
import { assert, type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import type { Month } from "../ledger/recognition/accounting-month.ts";
import { monthAt, monthStart } from "../metrics/calendar-month.ts";
import { purchasePlace, segmentPlace } from "../model/drivers/segment-entries.ts";
import type { Model } from "../model/model.ts";
import { declared, entriesOf } from "../model/model-rule.ts";
import type { Segment, SegmentPurchase } from "../model/segment.ts";
import { type MonthlyUsage, sampleUsage } from "../plan/billing/sample-usage.ts";
import type { PlanRun } from "../plan/forecast/compile-plan.ts";
import { purchaseUsage } from "../plan/forecast/purchase-usage.ts";
import { segmentDrivers } from "../plan/forecast/segment-drivers.ts";
import { wholeAllotment } from "../plan/population/allotment.ts";
import { populate } from "../plan/population/populate.ts";
import { formatInstant } from "../time/instant.ts";
import { type Fate, scriptedFates } from "./fate.ts";
import { fateFacts } from "./fate-facts.ts";
import type { SimulatedBusiness } from "./live.ts";

/** A run of a model's plan, over so many months from the first. */
export interface PlannedRun {
  readonly model: Model;
  readonly books: PriceBooks;
  readonly run: PlanRun;
  readonly first: Month;
  readonly months: number;
}

/**
 * The business of a plan whose customers do just what is expected of them, in whole customers. Refuses what the forecast of the same plan
 * refuses.
 */
export function scriptedBusiness(planned: PlannedRun): Result<SimulatedBusiness> {
  const { model, books, run, first } = planned;
  const { zone } = books.current;
  const customers: CustomerFact[] = [];
  const facts: DatedFact[] = [];
  const used = new Map<string, MonthlyUsage>();
  const faults: Fault[] = [];
  for (const [id, segment] of entriesOf<Segment>(model.segments)) {
    const drivers = segmentDrivers(id, segment, run, planned);
    const usage = usageOfSegment(id, segment, planned);
    if (!drivers.ok || !usage.ok) {
      faults.push(...(drivers.ok ? [] : drivers.faults), ...(usage.ok ? [] : usage.faults));
      continue;
    }
    const view = { book: books.current, first, ...termsOf(id, segment, run) };
    for (const fate of scriptedFates(id, populate(drivers.value, wholeAllotment()))) {
      const since = formatInstant(monthStart(zone, first + fate.stays[0].from));
      const name = `A customer of ${segment.name}`;
      customers.push({ fact: "customer", id: fate.customer, name, segment: id, recordedAt: since });
      facts.push(...fateFacts(fate, view));
      used.set(fate.customer, usageOfFate(fate, usage.value, first));
    }
  }
  if (faults.length > 0) return refuse(...faults);
  const view = sampleUsage(
    zone,
    (instant) => monthAt(zone, instant),
    (month, customer) => used.get(customer)?.(month, customer) ?? [],
  );
  return ok({ books, customers, facts, usage: view });
}

function termsOf(id: string, segment: Segment, run: PlanRun) {
  const place = segmentPlace(id);
  return {
    purchaseOf: (purchase: string): SegmentPurchase => {
      const known = declared<SegmentPurchase>(segment.purchases, purchase);
      assert(known !== undefined, "a stay is with a purchase of its segment");
      return known;
    },
    quantityOf: (purchase: string, month: number): number => {
      const figure = `${purchasePlace(place, purchase).name}.quantity`;
      return run.has(figure) ? Math.round(run.read(figure, month)) : 1;
    },
  };
}

function usageOfSegment(
  id: string,
  { purchases }: Segment,
  { run, model, first }: PlannedRun,
): Result<ReadonlyMap<string, MonthlyUsage>> {
  const place = segmentPlace(id);
  const all = new Map<string, MonthlyUsage>();
  for (const [own, purchase] of entriesOf<SegmentPurchase>(purchases)) {
    const usage = purchaseUsage(purchase, purchasePlace(place, own), run, model, first);
    if (!usage.ok) return usage;
    all.set(own, usage.value);
  }
  return ok(all);
}

/** What somebody uses is that of what it has then. */
const usageOfFate =
  ({ stays }: Fate, usage: ReadonlyMap<string, MonthlyUsage>, first: Month): MonthlyUsage =>
  (month, customer) => {
    const at = month - first;
    const stay = stays.find(({ from, to }) => from <= at && (to === undefined || at < to));
    return stay === undefined ? [] : (usage.get(stay.purchase)?.(month, customer) ?? []);
  };
