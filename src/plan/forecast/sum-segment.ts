import { assert } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";
import type { Segment, SegmentPurchase } from "../../model/segment.ts";
import { type Cohort, livedMonths, type Population, thereIn } from "../population/cohort.ts";
import { departed, departuresOf } from "../population/departures.ts";
import { earnedByPurchase } from "./earned-by-purchase.ts";
import type {
  CustomerMonths,
  OpeningBalances,
  RecurringMonths,
  SegmentForecast,
  StreamMonths,
} from "./forecast.ts";
import { hasPlan } from "./purchase-cadence.ts";
import type { LineMonths, SampleMonths } from "./sample-months.ts";

type Samples = ReadonlyMap<Cohort, SampleMonths>;

/** No recurring value. */
export const emptyRecurring = (months: number): RecurringMonths => ({
  opening: new Float64Array(months),
  new: new Float64Array(months),
  expansion: new Float64Array(months),
  contraction: new Float64Array(months),
  churn: new Float64Array(months),
  closing: new Float64Array(months),
});

/** A stream in which nothing happens. */
export const emptyStream = (months: number): StreamMonths => ({
  billed: new Float64Array(months),
  recognised: new Float64Array(months),
  deferred: new Float64Array(months),
  unbilled: new Float64Array(months),
});

/** What stands in the books before the plan of so many customers with a line. */
export function openingOf(
  { billedIn, amount, recognised }: LineMonths,
  customers: number,
): OpeningBalances {
  const billed = billedIn < 0 ? amount : 0;
  const earned = recognised.reduce((sum, part) => sum + (part.month < 0 ? part.amount : 0), 0);
  const left = billed - earned;
  const balance = Math.abs(left) * Math.sign(amount) * customers;
  const isDeferred = left * amount > 0;
  return {
    billed: billed * customers,
    deferred: isDeferred ? balance : 0,
    unbilled: isDeferred ? 0 : balance,
  };
}

/** Adds up what stands in the books before the plan. */
export const sumOpening = (parts: readonly OpeningBalances[]): OpeningBalances => ({
  billed: parts.reduce((sum, { billed }) => sum + billed, 0),
  deferred: parts.reduce((sum, { deferred }) => sum + deferred, 0),
  unbilled: parts.reduce((sum, { unbilled }) => sum + unbilled, 0),
});

/** A segment's customers, each cohort times what one of its customers comes to. */
export function sumSegment(
  segment: Segment,
  model: Model,
  population: Population,
  samples: Samples,
): Omit<SegmentForecast, "lifetimes" | "stays"> {
  const { months } = population;
  const streams = new Map<string, StreamMonths>();
  const opening: OpeningBalances[] = [];
  const soldOnce = new Float64Array(months);
  for (const [sample, there] of customersBySample(population, samples))
    for (const line of sample.lines) {
      if (line.servedFrom < 0) opening.push(openingOf(line, there[line.servedFrom + 1] ?? 0));
      if (line.kind === "one-off")
        addAt(soldOnce, line.billedIn, line.amount * (there[line.servedFrom + 1] ?? 0));
      const stream = streams.get(line.stream) ?? emptyStream(months);
      streams.set(line.stream, stream);
      addLine(stream, line, there[line.servedFrom + 1] ?? 0, months);
    }
  return {
    customers: customerMonths(countedPurchases(segment, model), population),
    recurring: recurringMonths(population, samples),
    streams,
    opening: sumOpening(opening),
    soldOnce,
    purchases: purchaseMonths(segment, population, () => 1),
    users: purchaseMonths(segment, population, ({ uses = 1 }) => uses),
    lived: {
      population,
      worths: new Map([...samples].map(([cohort, { recurring }]) => [cohort, recurring])),
      samples,
    },
    earned: earnedByPurchase(population, samples),
  };
}

function sampleOf(samples: Samples, cohort: Cohort): SampleMonths {
  const sample = samples.get(cohort);
  assert(sample !== undefined, "each cohort has its sample");
  return sample;
}

/** How many customers there are of each sample, from the month before the plan on, which is at index 0. */
function customersBySample(
  { cohorts, months }: Population,
  samples: Samples,
): ReadonlyMap<SampleMonths, Float64Array> {
  const sums = new Map<SampleMonths, Float64Array>();
  for (const cohort of cohorts) {
    const sample = sampleOf(samples, cohort);
    const sum = sums.get(sample) ?? new Float64Array(months + 1);
    sums.set(sample, sum);
    const { start, there } = cohort;
    for (const [age, customers] of there.entries()) {
      const index = start + 1 + age;
      if (index <= months) sum[index] = (sum[index] ?? 0) + customers;
    }
  }
  return sums;
}

const addAt = (sums: Float64Array, month: number, amount: number): void => {
  if (month >= 0 && month < sums.length) sums[month] = (sums[month] ?? 0) + amount;
};

/** Adds a line of so many customers: what is billed and earned, and what stands between the two at each month's end. */
export function addLine(
  stream: StreamMonths,
  line: LineMonths,
  customers: number,
  months: number,
): void {
  if (customers === 0) return;
  const { billedIn, amount, recognised } = line;
  addAt(stream.billed, billedIn, amount * customers);
  for (const part of recognised) addAt(stream.recognised, part.month, part.amount * customers);
  const first = Math.min(billedIn, ...recognised.map(({ month }) => month));
  let left = 0;
  for (let month = first; month < months; month += 1) {
    if (month === billedIn) left += amount;
    for (const part of recognised) if (part.month === month) left -= part.amount;
    if (left === 0 && month >= billedIn && recognised.every((part) => part.month <= month)) return;
    addAt(
      left * amount > 0 ? stream.deferred : stream.unbilled,
      month,
      Math.abs(left) * Math.sign(amount) * customers,
    );
  }
}

function recurringMonths(population: Population, samples: Samples): RecurringMonths {
  const { months, cohorts } = population;
  const sums = emptyRecurring(months);
  const worthOf = (cohort: Cohort, month: number): number =>
    sampleOf(samples, cohort).recurring[month + 1] ?? 0;
  const departures = departuresOf(population);
  const change = (month: number, before: number, after: number, customers: number): void => {
    const by = (after - before) * customers;
    if (before === 0) addAt(sums.new, month, by);
    else addAt(by > 0 ? sums.expansion : sums.contraction, month, Math.abs(by));
  };
  for (const cohort of cohorts) {
    const { from, to } = livedMonths(cohort, months);
    for (let month = from; month < to; month += 1) {
      const there = thereIn(cohort, month);
      const before = thereIn(cohort, month - 1);
      const value = worthOf(cohort, month);
      const valueBefore = worthOf(cohort, month - 1);
      addAt(sums.opening, month, before * valueBefore);
      addAt(sums.closing, month, there * value);
      if (cohort.start === month) {
        if (cohort.origin === "joined") change(month, 0, value, there);
        continue;
      }
      const gone = departures(cohort, month);
      for (const { to, customers } of gone)
        change(month, valueBefore, worthOf(to, month), customers);
      const left = before - there - departed(gone);
      if (left !== 0) addAt(sums.churn, month, left * valueBefore);
      if (value !== valueBefore) change(month, valueBefore, value, there);
    }
  }
  return sums;
}

/** A segment's customers are those of its plans; where it has none, of whatever else goes on; else who comes. */
export function countedPurchases({ purchases }: Segment, model: Model): ReadonlySet<string> {
  const of = (holds: (one: SegmentPurchase) => boolean): string[] =>
    entriesOf<SegmentPurchase>(purchases).flatMap(([id, one]) => (holds(one) ? [id] : []));
  const plans = of((one) => hasPlan(one, model));
  if (plans.length > 0) return new Set(plans);
  const licences = of(({ licence }) => licence !== undefined);
  return new Set(licences.length > 0 ? licences : of(() => true));
}

function customerMonths(counted: ReadonlySet<string>, population: Population): CustomerMonths {
  const { months, cohorts } = population;
  const sums = {
    opening: new Float64Array(months),
    joined: new Float64Array(months),
    left: new Float64Array(months),
    closing: new Float64Array(months),
  };
  const departures = departuresOf(population);
  // Who goes on to something that makes no customer has left, and who comes from such has joined.
  for (const cohort of cohorts) {
    const isCounted = counted.has(cohort.purchase);
    const { from, to } = livedMonths(cohort, months);
    for (let month = from; month < to; month += 1) {
      const gone = departures(cohort, month).filter((one) => counted.has(one.to.purchase));
      if (!isCounted) {
        addAt(sums.joined, month, departed(gone));
        continue;
      }
      const there = thereIn(cohort, month);
      const before = thereIn(cohort, month - 1);
      addAt(sums.opening, month, before);
      addAt(sums.closing, month, there);
      if (cohort.start === month) {
        if (cohort.origin === "joined") addAt(sums.joined, month, there);
      } else addAt(sums.left, month, before - there - departed(gone));
    }
  }
  return sums;
}

function purchaseMonths(
  segment: Segment,
  { months, cohorts }: Population,
  weight: (cohort: Cohort) => number,
): Map<string, Float64Array> {
  const sums = new Map(
    Object.keys(segment.purchases).map((id) => [id, new Float64Array(months)] as const),
  );
  for (const cohort of cohorts) {
    const own = sums.get(cohort.purchase);
    if (own === undefined) continue;
    const { from, to } = livedMonths(cohort, months);
    for (let month = from; month < to; month += 1)
      addAt(own, month, thereIn(cohort, month) * weight(cohort));
  }
  return sums;
}
