import type { DatedFact } from "../../account/issue-in-order.ts";
import { assert, expectOk, type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import type { DriverPlace } from "../../model/drivers/driver-place.ts";
import { purchasePlace } from "../../model/drivers/segment-entries.ts";
import type { Model } from "../../model/model.ts";
import { declared } from "../../model/model-rule.ts";
import type { Segment, SegmentPurchase } from "../../model/segment.ts";
import { civilFromDays } from "../../time/calendar.ts";
import type { Instant } from "../../time/instant.ts";
import { startOfDayNumber } from "../../time/zone.ts";
import { billSample, sampleCustomerId } from "../billing/sample-customer.ts";
import type { MonthlyUsage } from "../billing/sample-usage.ts";
import type { Cohort, Population } from "../population/cohort.ts";
import { apartByLeaving } from "./apart-by-leaving.ts";
import type { PlanRun } from "./compile-plan.ts";
import { dayInMonth } from "./day-in-month.ts";
import { leavingMatters, someDoNotPay } from "./leaving-matters.ts";
import { trialDays } from "./purchase-cadence.ts";
import { isWholeQuantity, quantityFault } from "./purchase-faults.ts";
import { quantityIn } from "./purchase-quantity.ts";
import { purchaseUsage, usageText, usingMore } from "./purchase-usage.ts";
import { billedAlike, repeatMonths } from "./repeating-purchase.ts";
import type { KnownSamples, SampleCache } from "./sample-cache.ts";
import { sampleFacts } from "./sample-facts.ts";
import { lineMonths, type SampleMonths, sampleMonths } from "./sample-months.ts";

/** What the samples of a plan are billed with. */
export interface SampleView {
  readonly model: Model;
  /** Whose customers are billed. */
  readonly segment: string;
  readonly cache: SampleCache;
  readonly run: PlanRun;
  readonly months: number;
  readonly first: Month;
  /** The day of each month on which customers use what they do, from 1 to 28; the first where absent. */
  readonly usesOn?: number;
}

/** Customers of a purchase, as far as it makes a difference to what one of them is billed. */
interface SampleOf {
  /** A month of the plan, from -1. */
  readonly start: number;
  readonly quantity: number;
  readonly withTrial: boolean;
  /** The day of the month, from 1, on which it begins. */
  readonly day: number;
  /** How many times what is expected it uses. */
  readonly uses: number;
}

/**
 * One billed customer for each cohort. Cohorts share one where it makes no difference when or how they came: lines of the months before a
 * cohort began are nobody's.
 */
export function billCohorts(
  segment: Segment,
  place: DriverPlace,
  { cohorts }: Population,
  view: SampleView,
): Result<ReadonlyMap<Cohort, SampleMonths>> {
  const samples = new Map<Cohort, SampleMonths>();
  const biller = new Map<string, Biller>();
  for (const cohort of cohorts) {
    const purchase = declared<SegmentPurchase>(segment.purchases, cohort.purchase);
    assert(purchase !== undefined, "a cohort is of a purchase of its segment");
    const own = purchasePlace(place, cohort.purchase);
    const known = biller.get(cohort.purchase);
    const opened = known === undefined ? billerOf(purchase, own, view) : ok(known);
    if (!opened.ok) return opened;
    biller.set(cohort.purchase, opened.value);
    const quantity = quantityOf(own, cohort, view);
    if (!quantity.ok) return quantity;
    const sample = opened.value({
      start: cohort.start,
      quantity: quantity.value,
      withTrial: cohort.origin === "joined" || !joinsOtherwise(purchase, view.model),
      day: cohort.day ?? 1,
      uses: cohort.uses ?? 1,
    });
    if (!sample.ok) return sample;
    samples.set(cohort, sample.value);
  }
  return ok(samples);
}

/** Bills customers of one purchase. */
type Biller = (sample: SampleOf) => Result<SampleMonths>;

function billerOf(purchase: SegmentPurchase, place: DriverPlace, view: SampleView): Result<Biller> {
  const { model, segment, run, months, first, cache, usesOn = 1 } = view;
  const usage = purchaseUsage(purchase, place, run, model, first);
  if (!usage.ok) return usage;
  const usageOf = (times: number): MonthlyUsage =>
    times === 1
      ? usage.value
      : expectOk(purchaseUsage(purchase, place, usingMore(run, place.name, times), model, first));
  const {
    share: _,
    churn: __,
    moves: ___,
    quantity: ____,
    usageVaries: _____,
    ...bought
  } = purchase;
  const leaving = leavingMatters(purchase, model, someDoNotPay(run, months));
  const known = cache.alike(
    JSON.stringify([
      ...[segment, first, months, usesOn, bought],
      usageText(purchase, place, run, months),
      leaving,
    ]),
  );
  const bill = billOnce(known, (sample) =>
    billOne(purchase, place, { ...sample, leaving }, usageOf(sample.uses), view),
  );
  // Who leaves is told from who comes by when each of them came.
  const every = leaving ? undefined : repeatMonths(purchase, model);
  if (every === undefined || every >= months) return ok(bill);
  return ok(sharing(bill, every));
}

const billOnce =
  (known: KnownSamples, bill: Biller): Biller =>
  (sample) => {
    const { start, day, quantity, withTrial, uses } = sample;
    const key = `${start} ${day} ${quantity} ${withTrial} ${uses}`;
    const own = known.get(key);
    if (own !== undefined) return ok(own);
    const billed = bill(sample);
    if (billed.ok) known.set(key, billed.value);
    return billed;
  };

/**
 * Bills who comes when a period of the first customers begins as one of those. That they are billed alike is known from what they buy; it is
 * held to the bills of one who comes a period later all the same.
 */
function sharing(bill: Biller, every: number): Biller {
  const checked = new Map<string, boolean>();
  const check = (sample: SampleOf): boolean => {
    // In shorter months later days are others.
    if (sample.day > 28) return false;
    const kind = `${sample.withTrial} ${sample.day}`;
    const known = checked.get(kind);
    if (known !== undefined) return known;
    const start = every - 1;
    const before = bill({ ...sample, start: -1 });
    const since = bill({ ...sample, start });
    const alike = before.ok && since.ok && billedAlike(before.value, since.value, start);
    checked.set(kind, alike);
    return alike;
  };
  return (sample) =>
    sample.start >= every - 1 && check(sample)
      ? bill({ ...sample, start: ((sample.start + 1) % every) - 1 })
      : bill(sample);
}

/** Whether who joins has days for nothing, or coupons, that who moves on has not. */
const joinsOtherwise = ({ plan, coupons }: SegmentPurchase, { plans }: Model): boolean =>
  coupons !== undefined || (plan !== undefined && declared(plans, plan)?.trial !== undefined);

function quantityOf({ name }: DriverPlace, { start }: Cohort, { run }: SampleView): Result<number> {
  const figure = `${name}.quantity`;
  if (!run.has(figure)) return ok(1);
  const month = Math.max(0, start);
  const quantity = run.read(figure, month);
  return isWholeQuantity(quantity)
    ? ok(Math.round(quantity))
    : refuse(quantityFault(run, figure, month));
}

function billOne(
  purchase: SegmentPurchase,
  place: DriverPlace,
  { start, day, quantity, withTrial, leaving }: SampleOf & { readonly leaving: boolean },
  usage: MonthlyUsage,
  { model, segment, run, cache: { books }, months, first, usesOn = 1 }: SampleView,
): Result<SampleMonths> {
  const { zone } = books.current;
  const last = first + months - 1;
  const trial = withTrial ? trialDays(purchase, model) : 0;
  const { day: periodDay } = civilFromDays(dayInMonth(first + start, day) + trial);
  const begins = (month: Month): Instant => startOfDayNumber(zone, dayInMonth(month, periodDay));
  const toldUntil = (end: Month | undefined): readonly DatedFact[] =>
    sampleFacts(
      {
        ...{ model, zone, purchase, customer: sampleCustomerId, quantity, withTrial },
        ...{ start: first + start, day, last, ...(end === undefined ? {} : { end }) },
      },
      (month) => dayInMonth(month, periodDay),
      (month) => quantityIn(run, place.name, start, month - first),
    );
  const ends = leaving ? Array.from({ length: months }, (_, month) => month) : [];
  const leaves = ends
    .filter((month) => month > start)
    .map((month) => ({
      month: first + month,
      gone: begins(first + month),
      facts: toldUntil(first + month),
    }));
  const facts = toldUntil(undefined);
  const sample = billSample({ books, segment, facts, leaves, last, usage, usesOn });
  if (!sample.ok) return refuse(...sample.faults.map((fault) => atPurchase(fault, place)));
  const billed = sampleMonths(sample.value, books.current, first, months);
  if (!leaving) return ok(billed);
  const toLine = lineMonths({ minorUnits: books.current.minorUnits, first });
  return ok(apartByLeaving(billed, sample.value, { start, first, months, begins }, toLine));
}

/** What the account machine refuses, said of the purchase in the plan. */
const atPurchase = (fault: Fault, { path }: DriverPlace): Fault => ({
  ...fault,
  path: `${path}${fault.path}`,
});
