import { assert, type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { parseMonth } from "../../metrics/calendar-month.ts";
import { purchasePlace, segmentPlace } from "../../model/drivers/segment-entries.ts";
import type { Model } from "../../model/model.ts";
import { declared, entriesOf } from "../../model/model-rule.ts";
import type { Segment, SegmentPurchase } from "../../model/segment.ts";
import { expectedLifetimes } from "../metrics/expected-lifetime.ts";
import { expectedAllotment, wholeAllotment } from "../population/allotment.ts";
import { populate } from "../population/populate.ts";
import { splitByUse } from "../population/usage-classes.ts";
import { billCohorts, type SampleView } from "./bill-cohorts.ts";
import type { PlanRun } from "./compile-plan.ts";
import type { CustomerForecast, SegmentForecast } from "./forecast.ts";
import { segmentKey } from "./known-segments.ts";
import { usedIn } from "./purchase-usage.ts";
import { keptSamples, openSampleCache, type SampleCache } from "./sample-cache.ts";
import { segmentDrivers } from "./segment-drivers.ts";
import { emptyRecurring, emptyStream, sumOpening, sumSegment } from "./sum-segment.ts";

/** How customers are counted. */
export interface CustomerCounting {
  readonly customers: "whole" | "expected";
  /** Customers that other runs of the same model billed, and that this one need not bill again: `kept` with the model, or none where absent. */
  readonly cache?: SampleCache | "kept";
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
  { customers, cache }: CustomerCounting,
): Result<CustomerForecast> {
  const from = parseMonth(model.horizon?.from ?? "");
  assert(from.ok, "the plan has a horizon");
  const samples = samplesFor(model, cache);
  if (!samples.ok) return samples;
  assert(samples.value.model === model, "a cache is of the model that is forecast");
  const view = { model, cache: samples.value, run, months, first: from.value };
  const segments = new Map<string, SegmentForecast>();
  const faults: Fault[] = [];
  for (const [id, segment] of entriesOf<Segment>(model.segments)) {
    const key = segmentKey(id, segment, view, customers);
    const known = samples.value.segments.find(key);
    const own = known === undefined ? forecastSegment(id, segment, view, customers) : ok(known);
    if (!own.ok) faults.push(...own.faults);
    else segments.set(id, own.value);
    if (own.ok && known === undefined) samples.value.segments.keep(key, own.value);
  }
  if (faults.length > 0) return refuse(...faults);
  return ok({
    ...together([...segments.values()], months),
    ...named(view, customers),
    segments,
    usage: usageMonths(model, segments, run, months),
  });
}

function samplesFor(model: Model, cache: CustomerCounting["cache"]): Result<SampleCache> {
  if (cache === "kept") return keptSamples(model);
  return cache === undefined ? openSampleCache(model) : ok(cache);
}

function forecastSegment(
  id: string,
  segment: Segment,
  view: Omit<SampleView, "segment">,
  customers: CustomerCounting["customers"],
): Result<SegmentForecast> {
  const { model, run } = view;
  const drivers = segmentDrivers(id, segment, run, view);
  if (!drivers.ok) return drivers;
  const counted = populate(
    drivers.value,
    customers === "whole" ? wholeAllotment() : expectedAllotment,
  );
  const population = splitByUse(drivers.value, counted, customers);
  const billed = billCohorts(segment, segmentPlace(id), population, { ...view, segment: id });
  if (!billed.ok) return billed;
  return ok({
    ...sumSegment(segment, model, population, billed.value),
    lifetimes: expectedLifetimes(drivers.value),
    stays: drivers.value.purchases.some(({ lasting }) => lasting),
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
  for (const [id, { users }] of segments)
    for (const [own, customers] of users) {
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

const named = (
  { model, first, months }: Omit<SampleView, "segment">,
  customers: CustomerCounting["customers"],
) => ({
  currency: model.currency,
  first,
  months,
  customers,
});

/** All segments as one business. */
function together(
  segments: readonly SegmentForecast[],
  months: number,
): Pick<CustomerForecast, "recurring" | "streams" | "opening"> {
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
  return { recurring, streams, opening: sumOpening(segments.map(({ opening }) => opening)) };
}

function addInto(sum: Float64Array, part: Float64Array): void {
  for (let month = 0; month < sum.length; month += 1)
    sum[month] = (sum[month] ?? 0) + (part[month] ?? 0);
}
