import { assert } from "../../fault/fault.ts";
import type { Cohort, Move, Population } from "./cohort.ts";
import type { PopulationDrivers, PurchaseDrivers, UsageVariation } from "./population-drivers.ts";

/** How many times what is expected a customer uses, by its place among those of its cohort, from 0. */
export type UsesAt = (cohort: Cohort, place: number) => number;

const variationsOf = ({ purchases }: PopulationDrivers): ReadonlyMap<string, UsageVariation> =>
  new Map(purchases.flatMap(({ id, variation }) => (variation ? [[id, variation] as const] : [])));

/** The factor of a class: the middle of its part of all customers. */
const factorOf = ({ classes, factorAt }: UsageVariation, own: number): number =>
  factorAt((own + 0.5) / classes);

/** How many times what is expected somebody uses who uses more than so great a part of customers, from 0 to 1: as its class does. */
export const classFactor = (variation: UsageVariation, share: number): number =>
  factorOf(variation, Math.min(variation.classes - 1, Math.floor(share * variation.classes)));

/** The class of a customer by its count: each of so many has another one, the middle one first, and neighbours lie apart. */
function classOfCount(count: number, classes: number): number {
  const step = Math.max(1, Math.round(classes * 0.618));
  const stride = [step, step + 1, step + 2].find((one) => gcd(one, classes) === 1) ?? 1;
  return (Math.floor(classes / 2) + count * stride) % classes;
}

const gcd = (left: number, right: number): number =>
  right === 0 ? left : gcd(right, left % right);

/** Counts whole customers of a purchase from cohort to cohort. */
function countsBefore(
  { cohorts }: Population,
  variations: ReadonlyMap<string, UsageVariation>,
): ReadonlyMap<Cohort, number> {
  const sums = new Map<string, number>();
  const before = new Map<Cohort, number>();
  for (const cohort of cohorts) {
    if (!variations.has(cohort.purchase)) continue;
    const sum = sums.get(cohort.purchase) ?? 0;
    before.set(cohort, sum);
    sums.set(cohort.purchase, sum + (cohort.there[0] ?? 0));
  }
  return before;
}

/** What each of a population of whole customers uses. Who leaves or moves on is the last of its cohort. */
export function wholeUses(drivers: PopulationDrivers, population: Population): UsesAt {
  const variations = variationsOf(drivers);
  const before = countsBefore(population, variations);
  return (cohort, place) => {
    const variation = variations.get(cohort.purchase);
    if (variation === undefined) return 1;
    const count = (before.get(cohort) ?? 0) + place;
    return factorOf(variation, classOfCount(count, variation.classes));
  };
}

/** How many times what is expected a customer of a purchase uses on average. */
export const meanUse = ({ variation }: Pick<PurchaseDrivers, "variation">): number =>
  variation === undefined
    ? 1
    : Array.from({ length: variation.classes }, (_, own) => factorOf(variation, own)).reduce(
        (sum, factor) => sum + factor / variation.classes,
        0,
      );

/** The cohorts of expected customers, each in equal parts by what its customers use. */
export function partsByUse(
  drivers: PopulationDrivers,
  { cohorts }: Population,
): ReadonlyMap<Cohort, readonly Cohort[]> {
  const variations = variationsOf(drivers);
  const among = (_: Cohort, places: number, __: number, classes: number): number =>
    places / classes;
  return new Map(cohorts.map((cohort) => [cohort, partsOf(cohort, { variations, among })]));
}

/** How a population falls into classes. */
interface Splitting {
  /** How many of the first customers of a cohort, up to a place, are of a class. */
  readonly among: (cohort: Cohort, places: number, own: number, classes: number) => number;
  readonly variations: ReadonlyMap<string, UsageVariation>;
}

/**
 * A population whose cohorts are apart by how much their customers use: as many of each class as {@link wholeUses} gives it, or an equal part of
 * expected customers. The same where all use alike.
 */
export function splitByUse(
  drivers: PopulationDrivers,
  population: Population,
  customers: "whole" | "expected",
): Population {
  const variations = variationsOf(drivers);
  if (variations.size === 0) return population;
  const before = countsBefore(population, variations);
  const among = (cohort: Cohort, places: number, own: number, classes: number): number => {
    if (customers === "expected") return places / classes;
    let count = 0;
    for (let place = 0; place < places; place += 1)
      if (classOfCount((before.get(cohort) ?? 0) + place, classes) === own) count += 1;
    return count;
  };
  const splitting = { among, variations };
  const parts = new Map(
    population.cohorts.map((cohort) => [cohort, partsOf(cohort, splitting)] as const),
  );
  return {
    months: population.months,
    cohorts: [...parts.values()].flat(),
    moves: splitMoves(population, parts, splitting),
  };
}

function partsOf(cohort: Cohort, { among, variations }: Splitting): readonly Cohort[] {
  const variation = variations.get(cohort.purchase);
  if (variation === undefined) return [cohort];
  return Array.from({ length: variation.classes }, (_, own) => ({
    ...cohort,
    uses: factorOf(variation, own),
    there: cohort.there.map((places) => among(cohort, places, own, variation.classes)),
  }));
}

/** Movers are taken from the end of their cohort, those of the first move of a month last of all. */
function splitMoves(
  { moves }: Population,
  parts: ReadonlyMap<Cohort, readonly Cohort[]>,
  { among }: Splitting,
): readonly Move[] {
  const ends = new Map<string, number>();
  const names = new Map([...parts.keys()].map((cohort, index) => [cohort, index] as const));
  return moves.flatMap((move) => {
    const { from, month, customers } = move;
    const key = `${names.get(from)} ${month}`;
    const end = ends.get(key) ?? from.there[month - from.start - 1] ?? 0;
    ends.set(key, end - customers);
    const own = parts.get(from);
    assert(own !== undefined, "who moves on was of a cohort");
    if (own.length === 1) return [{ ...move, from: own[0] ?? from }];
    return own.map((part, index) => ({
      ...move,
      from: part,
      customers:
        among(from, end, index, own.length) - among(from, end - customers, index, own.length),
    }));
  });
}
