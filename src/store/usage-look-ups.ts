import type { Meter } from "../model/meter.ts";
import type { UsageQuery } from "./event-store.ts";

/** Look-ups that one statement makes. */
const batchMax = 5_000;

/** One or more. */
export type Some<T> = readonly [T, ...T[]];

/** Queries about one customer and period that differ in their meters' event types alone: one scan answers them. */
export type LookUp = Some<UsageQuery>;

/** The look-ups of each statement: they ask for the same event types, and add them up in the same way. */
export function statementsFor(queries: readonly UsageQuery[]): readonly Some<LookUp>[] {
  const ways = new Map<Meter, string>();
  const wayOf = ({ meter, groupBy }: UsageQuery): string => {
    let way = ways.get(meter);
    if (way === undefined) {
      way = JSON.stringify([meter.aggregation, meter.filter]);
      ways.set(meter, way);
    }
    return groupBy === undefined ? way : way + JSON.stringify(groupBy);
  };
  return groupedBy(queries, wayOf)
    .flatMap((alike) =>
      groupedBy(groupedBy(alike, eventsOf), (lookUp) => typesOf(lookUp).join("\n")),
    )
    .flatMap(inBatches);
}

/** Names the events of a customer and period. */
const eventsOf = ({ customer, from, to, receivedBefore }: UsageQuery): string =>
  `${customer}\n${from}\n${to}\n${receivedBefore}`;

/** The event types that a look-up reads, sorted. */
export const typesOf = (lookUp: LookUp): readonly string[] =>
  [...new Set(lookUp.map(({ meter }) => meter.event))].sort();

/** What has the same key together, in the order in which keys first come. */
export function groupedBy<T>(all: readonly T[], keyOf: (one: T) => string): readonly Some<T>[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

/** In parts of as many as one statement takes. */
export function inBatches<T>(all: Some<T>): readonly Some<T>[] {
  const batches: Some<T>[] = [];
  for (let at = 0; at < all.length; at += batchMax) {
    const [first, ...rest] = all.slice(at, at + batchMax);
    if (first !== undefined) batches.push([first, ...rest]);
  }
  return batches;
}
