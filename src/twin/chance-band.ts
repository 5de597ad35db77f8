import { ok, type Result } from "../fault/fault.ts";
import { segmentPlace } from "../model/drivers/segment-entries.ts";
import { entriesOf } from "../model/model-rule.ts";
import type { Segment } from "../model/segment.ts";
import { billCohorts } from "../plan/forecast/bill-cohorts.ts";
import { openSampleCache } from "../plan/forecast/sample-cache.ts";
import type { SampleMonths } from "../plan/forecast/sample-months.ts";
import { segmentDrivers } from "../plan/forecast/segment-drivers.ts";
import { countedPurchases } from "../plan/forecast/sum-segment.ts";
import { expectedAllotment } from "../plan/population/allotment.ts";
import { type Cohort, type Population, thereIn } from "../plan/population/cohort.ts";
import { populate } from "../plan/population/populate.ts";
import type { PopulationDrivers, PurchaseDrivers } from "../plan/population/population-drivers.ts";
import { classFactor } from "../plan/population/usage-classes.ts";
import { binomial, factorInFifth } from "./chance/draw.ts";
import { type PaidMonths, paidMonths } from "./chance/drawn-payments.ts";
import { type Arrivals, randomAllotment } from "./chance/random-allotment.ts";
import { type RandomStream, randomStream } from "./chance/random-stream.ts";
import { type ChanceMonths, emptyMonths } from "./chance-months.ts";
import { collectDrawn, type InvoicedMonth } from "./collect-drawn.ts";
import type { PlannedRun } from "./planned-business.ts";
import { arrivalsOf, type Joining } from "./random-fates.ts";

/** Between what a figure lies with a stated chance. */
export interface ChanceBand {
  /** The chance that a figure of a month lies in it. */
  readonly chance: number;
  readonly low: ChanceMonths;
  readonly high: ChanceMonths;
}

/** How a band is drawn. */
export interface BandChoice {
  readonly seed: number;
  readonly usageSpread: number;
  /** When customers of a month join: on its first day where absent. */
  readonly joining?: Joining;
  /** How many businesses are drawn. */
  readonly draws?: number;
}

/** The band from P10 to P90. */
const bandChance = 0.8;
const usualDraws = 199;

/** A kind of customers, each as likely: the day of the month on which they come, and which part of customers they are by how much they use. */
interface Kind {
  readonly day: number;
  /** From 0 for those who use least, of so many. */
  readonly part: number;
  readonly of: number;
}

const fifths = [
  { day: 4, part: 3, of: 5 },
  { day: 10, part: 0, of: 5 },
  { day: 16, part: 2, of: 5 },
  { day: 22, part: 4, of: 5 },
  { day: 28, part: 1, of: 5 },
] as const;

/** The kinds of a segment: one, or as many as its purchases have classes of use, where nothing else tells customers apart. */
function kindsOf({ purchases }: PopulationDrivers, choice: BandChoice): readonly Kind[] {
  if (choice.joining === "any-day") return fifths;
  if (choice.usageSpread > 0) return fifths.map((one) => ({ ...one, day: 1 }));
  const of = Math.max(1, ...purchases.map(({ variation }) => variation?.classes ?? 1));
  return Array.from({ length: of }, (_, part) => ({ day: 1, part, of }));
}

/**
 * The band in which chance leaves the figures of a plan: of many businesses, each drawn by the numbers of its customers, the law of whom is that
 * of customers who are simulated one by one, with one customer of each cohort and kind billed by the account machine. One more business of
 * the same plan lies between the bounds with the band's chance.
 */
export function chanceBand(planned: PlannedRun, choice: BandChoice): Result<ChanceBand> {
  const { model, months } = planned;
  const { seed, draws = usualDraws } = choice;
  const cache = openSampleCache(model);
  if (!cache.ok) return cache;
  const segments: DrawnSegment[] = [];
  const paid = paidMonths((figure, month) => planned.run.read(`capital.${figure}`, month));
  for (const [id, segment] of entriesOf<Segment>(model.segments)) {
    const drivers = segmentDrivers(id, segment, planned.run, planned);
    if (!drivers.ok) return drivers;
    const counted = countedPurchases(segment, model);
    const universe = populate(drivers.value, expectedAllotment);
    const worth: Worth[] = [];
    for (const kind of kindsOf(drivers.value, choice)) {
      const { day } = kind;
      const using = new Map(
        drivers.value.purchases.map((one) => [one.id, usesIn(one, kind, choice.usageSpread)]),
      );
      const cohorts = universe.cohorts.map((one) => ({
        ...one,
        // Who moves on after a trial does so as many days later.
        ...(day === 1 ? {} : { day: (((one.day ?? 1) + day - 2) % 28) + 1 }),
        uses: using.get(one.purchase) ?? 1,
      }));
      const view = { ...planned, segment: id, cache: cache.value, usesOn: day };
      const billed = billCohorts(segment, segmentPlace(id), { ...universe, cohorts }, view);
      if (!billed.ok) return billed;
      worth.push(worthOf(universe.cohorts, cohorts, billed.value));
    }
    segments.push({
      ...{ id, counted, paid },
      unpaidIn: (month) => planned.run.read("capital.unpaid", month),
      drivers: drivers.value,
      worth,
      arrivals: arrivalsOf(drivers.value),
    });
  }
  const drawn = Array.from({ length: draws }, (_, draw) => {
    const sums = emptyMonths(months);
    for (const segment of segments)
      drawSegment(segment, randomStream(seed, "band", segment.id, draw), sums);
    return sums;
  });
  const at = Math.max(0, Math.round(((1 - bandChance) / 2) * (draws + 1)) - 1);
  return ok({
    chance: bandChance,
    low: quantiles(drawn, at, months),
    high: quantiles(drawn, draws - 1 - at, months),
  });
}

/** How many times what is expected a kind of customers uses on average. */
function usesIn({ variation }: PurchaseDrivers, { part, of }: Kind, usageSpread: number): number {
  if (variation === undefined) return usageSpread === 0 ? 1 : factorInFifth(part, usageSpread);
  if (of === variation.classes) return classFactor(variation, (part + 0.5) / of);
  let sum = 0;
  for (let own = 0; own < partsOfKind; own += 1)
    sum += classFactor(variation, (part + (own + 0.5) / partsOfKind) / of);
  return sum / partsOfKind;
}

const partsOfKind = 8;

/** A segment as businesses are drawn of it. */
interface DrawnSegment {
  readonly id: string;
  readonly counted: ReadonlySet<string>;
  readonly drivers: PopulationDrivers;
  readonly arrivals: ReturnType<typeof arrivalsOf>;
  /** By kind. */
  readonly worth: readonly Worth[];
  readonly paid: PaidMonths;
  readonly unpaidIn: (month: number) => number;
}

/** What a customer of a cohort comes to. */
type Worth = ReadonlyMap<string, FlatSample>;

const keyOf = ({ purchase, origin, start, day = 1 }: Cohort): string =>
  `${purchase} ${origin} ${start} ${day}`;

/** Parts of a sample, each of customers who are there in a month, for another month. */
interface FlatParts {
  readonly servedFrom: Int32Array;
  readonly month: Int32Array;
  readonly amount: Float64Array;
}

interface FlatSample {
  readonly billings: FlatParts;
  readonly invoiced: readonly InvoicedMonth[];
  readonly revenue: FlatParts;
  readonly recurring: Float64Array;
}

/** By the cohorts of a population, of each of which the one at its place is billed. */
function worthOf(
  cohorts: readonly Cohort[],
  billed: readonly Cohort[],
  samples: ReadonlyMap<Cohort, SampleMonths>,
): Worth {
  const known = new Map<SampleMonths, FlatSample>();
  const worth = new Map<string, FlatSample>();
  for (const [place, cohort] of cohorts.entries()) {
    const own = billed[place];
    const sample = own === undefined ? undefined : samples.get(own);
    if (sample === undefined) continue;
    const flat = known.get(sample) ?? flatten(sample);
    known.set(sample, flat);
    worth.set(keyOf(cohort), flat);
  }
  return worth;
}

function flatten({ lines, recurring }: SampleMonths): FlatSample {
  const parts = (all: readonly (readonly [number, number, number])[]): FlatParts => ({
    servedFrom: Int32Array.from(all, ([from]) => from),
    month: Int32Array.from(all, ([, month]) => month),
    amount: Float64Array.from(all, ([, , amount]) => amount),
  });
  return {
    recurring,
    invoiced: invoicedMonths(lines),
    billings: parts(lines.map((one) => [one.servedFrom, one.billedIn, one.amount])),
    revenue: parts(
      lines.flatMap(({ servedFrom, recognised }) =>
        recognised.map((part) => [servedFrom, part.month, part.amount] as const),
      ),
    ),
  };
}

/** Lines of a month are paid together. */
function invoicedMonths(lines: SampleMonths["lines"]): readonly InvoicedMonth[] {
  const months = new Map<number, { servedFrom: number; amount: number }[]>();
  for (const { billedIn, servedFrom, amount } of lines) {
    const own = months.get(billedIn) ?? [];
    months.set(billedIn, own);
    own.push({ servedFrom, amount });
  }
  return [...months]
    .map(([month, parts]) => ({ month, parts }))
    .sort((one, other) => one.month - other.month);
}

/** Draws the customers of a segment, kind by kind, and adds what they come to. */
function drawSegment(segment: DrawnSegment, stream: RandomStream, sums: ChanceMonths): void {
  const { arrivals, worth, drivers } = segment;
  // Each customer before the plan is of one of the kinds.
  const left = new Map(
    arrivals.flatMap(({ purchase, start, customers }) =>
      start < 0 ? [[purchase.id, customers] as const] : [],
    ),
  );
  for (const [index, own] of worth.entries()) {
    const kindsLeft = worth.length - index;
    const asked = new Map<string, Arrivals>();
    for (const { id } of drivers.purchases) {
      const waiting = left.get(id) ?? 0;
      const before = binomial(stream, waiting, 1 / kindsLeft);
      left.set(id, waiting - before);
      const expected = Array.from({ length: drivers.months }, () => 0);
      for (const { purchase, start, customers } of arrivals)
        if (purchase.id === id && start >= 0) expected[start] = customers / worth.length;
      asked.set(`${id} joins`, { before, expected });
    }
    const drawn = { ...drivers, arrivals: { kind: "new", newIn: () => 0 } } as const;
    const population = populate(drawn, randomAllotment(asked, stream));
    addPopulation(population, segment.counted, own, sums);
    addPayments(segment, population, own, stream, sums);
  }
}

/** What the customers of a kind pay. */
function addPayments(
  { drivers, paid, unpaidIn }: DrawnSegment,
  { cohorts }: Population,
  own: Worth,
  stream: RandomStream,
  { collections }: ChanceMonths,
): void {
  for (const cohort of cohorts) {
    const purchase = drivers.purchases.find(({ id }) => id === cohort.purchase);
    const invoiced = own.get(keyOf(cohort))?.invoiced;
    if (purchase === undefined || invoiced === undefined) continue;
    collectDrawn({ cohort, purchase, invoiced, unpaidIn, paid }, stream, collections);
  }
}

function addPopulation(
  { cohorts, months }: Population,
  counted: ReadonlySet<string>,
  worth: Worth,
  { customers, mrr, billings, revenue }: ChanceMonths,
): void {
  for (const cohort of cohorts) {
    const own = worth.get(keyOf(cohort));
    if (own === undefined) continue;
    addParts(billings, own.billings, cohort);
    addParts(revenue, own.revenue, cohort);
    const isCounted = counted.has(cohort.purchase);
    for (let month = Math.max(0, cohort.start); month < months; month += 1) {
      const there = thereIn(cohort, month);
      if (there === 0) continue;
      if (isCounted) customers[month] = (customers[month] ?? 0) + there;
      mrr[month] = (mrr[month] ?? 0) + there * (own.recurring[month + 1] ?? 0);
    }
  }
}

function addParts(
  sums: Float64Array,
  { servedFrom, month, amount }: FlatParts,
  cohort: Cohort,
): void {
  for (let part = 0; part < amount.length; part += 1) {
    const at = month[part] ?? -1;
    if (at < 0 || at >= sums.length) continue;
    sums[at] = (sums[at] ?? 0) + (amount[part] ?? 0) * thereIn(cohort, servedFrom[part] ?? 0);
  }
}

/** The figure of each month that so many of the drawn ones lie below. */
function quantiles(drawn: readonly ChanceMonths[], below: number, months: number): ChanceMonths {
  const found = emptyMonths(months);
  for (const figure of Object.keys(found) as (keyof ChanceMonths)[])
    for (let month = 0; month < months; month += 1) {
      const values = Float64Array.from(drawn, (one) => one[figure][month] ?? 0).sort();
      found[figure][month] = values[below] ?? 0;
    }
  return found;
}
