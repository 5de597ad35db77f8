import type { DatedFact } from "../../account/issue-in-order.ts";
import { assert, expectOk, type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import type { DriverPlace } from "../../model/drivers/driver-place.ts";
import { purchasePlace } from "../../model/drivers/segment-entries.ts";
import type { Model } from "../../model/model.ts";
import { declared } from "../../model/model-rule.ts";
import type { Segment, SegmentPurchase } from "../../model/segment.ts";
import { civilFromDays } from "../../time/calendar.ts";
import { billSample, sampleCustomerId } from "../billing/sample-customer.ts";
import type { MonthlyUsage } from "../billing/sample-usage.ts";
import type { Cohort, Population } from "../population/cohort.ts";
import type { PlanRun } from "./compile-plan.ts";
import { dayInMonth } from "./day-in-month.ts";
import { trialDays } from "./purchase-cadence.ts";
import { purchaseFacts } from "./purchase-facts.ts";
import { growthFacts, quantityIn } from "./purchase-quantity.ts";
import { purchaseUsage, usageText, usingMore } from "./purchase-usage.ts";
import { billedAlike, repeatMonths } from "./repeating-purchase.ts";
import type { KnownSamples, SampleCache } from "./sample-cache.ts";
import { type SampleMonths, sampleMonths } from "./sample-months.ts";

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
      withTrial: cohort.origin === "joined" || !hasTrial(purchase, view.model),
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
  const known = cache.alike(
    JSON.stringify([
      ...[segment, first, months, usesOn, bought],
      usageText(purchase, place, run, months),
    ]),
  );
  const bill = billOnce(known, (sample) =>
    billOne(purchase, place, sample, usageOf(sample.uses), view),
  );
  const every = repeatMonths(purchase, model);
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

/** Facts in the order of time; at one moment as they are. */
const inTime = (facts: readonly DatedFact[]): readonly DatedFact[] =>
  facts.toSorted((left, right) => left.at - right.at);

/** Whether who joins has days for nothing that who moves on has not. */
const hasTrial = ({ plan }: SegmentPurchase, { plans }: Model): boolean =>
  plan !== undefined && declared(plans, plan)?.trial !== undefined;

function quantityOf(
  { name, path }: DriverPlace,
  { start }: Cohort,
  { run }: SampleView,
): Result<number> {
  const quantity = run.has(`${name}.quantity`) ? run.read(`${name}.quantity`, start) : 1;
  if (quantity >= 1 && Math.abs(quantity - Math.round(quantity)) <= 1e-9)
    return ok(Math.round(quantity));
  return refuse({
    code: "quantity-not-whole",
    path: `${path}/quantity`,
    message: "customers buy whole units, at least one",
    value: quantity,
    suggestion: 'write "round(…)" around it',
  });
}

function billOne(
  purchase: SegmentPurchase,
  place: DriverPlace,
  { start, day, quantity, withTrial }: SampleOf,
  usage: MonthlyUsage,
  { model, segment, run, cache: { books }, months, first, usesOn = 1 }: SampleView,
): Result<SampleMonths> {
  const last = first + months - 1;
  const facts = purchaseFacts({
    model,
    zone: books.current.zone,
    purchase,
    customer: sampleCustomerId,
    start: first + start,
    day,
    last,
    quantity,
    withTrial,
  });
  const trial = withTrial ? trialDays(purchase, model) : 0;
  const { day: periodDay } = civilFromDays(dayInMonth(first + start, day) + trial);
  const grown = growthFacts({
    customer: sampleCustomerId,
    zone: books.current.zone,
    start: first + start,
    last,
    dayIn: (month) => dayInMonth(month, periodDay),
    quantityIn: (month) => quantityIn(run, place.name, start, month - first),
  });
  const told = inTime([...facts, ...grown]);
  const sample = billSample({ books, segment, facts: told, last, usage, usesOn });
  if (!sample.ok) return refuse(...sample.faults.map((fault) => atPurchase(fault, place)));
  return ok(sampleMonths(sample.value, books.current, first, months));
}

/** What the account machine refuses, said of the purchase in the plan. */
const atPurchase = (fault: Fault, { path }: DriverPlace): Fault => ({
  ...fault,
  path: `${path}${fault.path}`,
});
