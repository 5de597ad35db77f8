import type { PriceBooks } from "../../account/price-book.ts";
import { assert, type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import { parseMonth } from "../../metrics/calendar-month.ts";
import type { DriverPlace } from "../../model/drivers/driver-place.ts";
import { purchasePlace, segmentPlace } from "../../model/drivers/segment-entries.ts";
import type { Model } from "../../model/model.ts";
import { declared, entriesOf } from "../../model/model-rule.ts";
import type { Segment, SegmentPurchase } from "../../model/segment.ts";
import { planBooks } from "../billing/plan-books.ts";
import { billSample, sampleCustomerId } from "../billing/sample-customer.ts";
import { expectedAllotment, wholeAllotment } from "../population/allotment.ts";
import type { Cohort, Population } from "../population/cohort.ts";
import { populate } from "../population/populate.ts";
import type { PlanRun } from "./compile-plan.ts";
import type { CustomerForecast, SegmentForecast } from "./forecast.ts";
import { purchaseFacts } from "./purchase-facts.ts";
import { purchaseUsage, usedIn } from "./purchase-usage.ts";
import { type SampleMonths, sampleMonths } from "./sample-months.ts";
import { segmentDrivers } from "./segment-drivers.ts";
import { emptyRecurring, emptyStream, sumSegment } from "./sum-segment.ts";

/** How customers are counted. */
export interface CustomerCounting {
  readonly customers: "whole" | "expected";
}

/**
 * What the customers of a plan come to: each segment's population, and for each of its cohorts one customer billed by the account machine,
 * times as many as there are. Refuses what {@link segmentDrivers} and {@link purchaseUsage} refuse, and what cannot be sold or billed, at
 * the purchase that asks for it.
 */
export function forecastCustomers(
  model: Model,
  run: PlanRun,
  months: number,
  { customers }: CustomerCounting,
): Result<CustomerForecast> {
  const from = parseMonth(model.horizon?.from ?? "");
  assert(from.ok, "the plan has a horizon");
  const books = planBooks(model);
  if (!books.ok) return books;
  const view = { model, books: books.value, run, months, first: from.value };
  const segments = new Map<string, SegmentForecast>();
  const faults: Fault[] = [];
  for (const [id, segment] of entriesOf<Segment>(model.segments)) {
    const drivers = segmentDrivers(id, segment, run, view);
    if (!drivers.ok) {
      faults.push(...drivers.faults);
      continue;
    }
    const population = populate(
      drivers.value,
      customers === "whole" ? wholeAllotment() : expectedAllotment,
    );
    const samples = billCohorts(segment, segmentPlace(id), population, view);
    if (!samples.ok) faults.push(...samples.faults);
    else segments.set(id, sumSegment(segment, population, samples.value));
  }
  if (faults.length > 0) return refuse(...faults);
  return ok({
    ...together([...segments.values()], months),
    ...named(view, customers),
    segments,
    usage: usageMonths(model, segments, run, months),
  });
}

/** What the customers of every purchase use, by meter. */
function usageMonths(
  model: Model,
  segments: ReadonlyMap<string, SegmentForecast>,
  run: PlanRun,
  months: number,
): ReadonlyMap<string, Float64Array> {
  const sums = new Map(Object.keys(model.meters).map((id) => [id, new Float64Array(months)]));
  for (const [id, { purchases }] of segments)
    for (const [own, customers] of purchases) {
      const purchase = declared<SegmentPurchase>(model.segments?.[id]?.purchases, own);
      const place = purchasePlace(segmentPlace(id), own);
      for (const [meter, sum] of sums) {
        const driver = purchase?.usage?.[meter];
        if (driver === undefined) continue;
        for (let month = 0; month < months; month += 1)
          sum[month] =
            (sum[month] ?? 0) + (customers[month] ?? 0) * usedIn(driver, place, meter, run, month);
      }
    }
  return sums;
}

/** What the samples of a plan are billed with. */
interface PlanView {
  readonly model: Model;
  readonly books: PriceBooks;
  readonly run: PlanRun;
  readonly months: number;
  readonly first: Month;
}

const named = ({ model, first, months }: PlanView, customers: CustomerCounting["customers"]) => ({
  currency: model.currency,
  first,
  months,
  customers,
});

/** One billed customer for each cohort; who came by another way shares one where that makes no difference. */
function billCohorts(
  segment: Segment,
  place: DriverPlace,
  population: Population,
  view: PlanView,
): Result<ReadonlyMap<Cohort, SampleMonths>> {
  const { model } = view;
  const samples = new Map<Cohort, SampleMonths>();
  const known = new Map<string, SampleMonths>();
  for (const cohort of population.cohorts) {
    const purchase = declared<SegmentPurchase>(segment.purchases, cohort.purchase);
    assert(purchase !== undefined, "a cohort is of a purchase of its segment");
    const key = [cohort.purchase, cohort.start, hasTrial(purchase, model) && cohort.origin].join(
      " ",
    );
    const own = known.get(key);
    const billed =
      own === undefined
        ? billCohort(purchase, purchasePlace(place, cohort.purchase), cohort, view)
        : ok(own);
    if (!billed.ok) return billed;
    known.set(key, billed.value);
    samples.set(cohort, billed.value);
  }
  return ok(samples);
}

/** Whether who joins has days for nothing that who moves on has not. */
const hasTrial = ({ plan }: SegmentPurchase, { plans }: Model): boolean =>
  plan !== undefined && declared(plans, plan)?.trial !== undefined;

function billCohort(
  purchase: SegmentPurchase,
  place: DriverPlace,
  { start, origin }: Cohort,
  { model, books, run, months, first }: PlanView,
): Result<SampleMonths> {
  const usage = purchaseUsage(purchase, place, run, model, first);
  if (!usage.ok) return usage;
  const quantity = run.has(`${place.name}.quantity`)
    ? run.read(`${place.name}.quantity`, start)
    : 1;
  if (!(quantity >= 1) || Math.abs(quantity - Math.round(quantity)) > 1e-9)
    return refuse(quantityFault(place, quantity));
  const request = {
    books,
    purchases: purchaseFacts({
      purchase,
      customer: sampleCustomerId,
      start: first + start,
      quantity: Math.round(quantity),
      withTrial: origin === "joined",
    }),
    start: first + start,
    last: first + months - 1,
    usage: usage.value,
  };
  const sample = billSample(request);
  if (!sample.ok) return refuse(...sample.faults.map((fault) => atPurchase(fault, place)));
  return ok(sampleMonths(sample.value, books.current, first, months));
}

const quantityFault = ({ path }: DriverPlace, quantity: number): Fault => ({
  code: "quantity-not-whole",
  path: `${path}/quantity`,
  message: "customers buy whole units, at least one",
  value: quantity,
  suggestion: 'write "round(…)" around it',
});

/** What the account machine refuses, said of the purchase in the plan. */
const atPurchase = (fault: Fault, { path }: DriverPlace): Fault => ({
  ...fault,
  path: `${path}${fault.path}`,
});

/** All segments as one business. */
function together(
  segments: readonly SegmentForecast[],
  months: number,
): Pick<CustomerForecast, "recurring" | "streams"> {
  const recurring = emptyRecurring(months);
  const streams = new Map<string, ReturnType<typeof emptyStream>>();
  for (const segment of segments) {
    for (const key of Object.keys(recurring) as (keyof typeof recurring)[])
      addInto(recurring[key], segment.recurring[key]);
    for (const [id, own] of segment.streams) {
      const whole = streams.get(id) ?? emptyStream(months);
      streams.set(id, whole);
      for (const key of Object.keys(whole) as (keyof typeof whole)[]) addInto(whole[key], own[key]);
    }
  }
  return { recurring, streams };
}

function addInto(sum: Float64Array, part: Float64Array): void {
  for (let month = 0; month < sum.length; month += 1)
    sum[month] = (sum[month] ?? 0) + (part[month] ?? 0);
}
