import { hash } from "node:crypto";
import { expectOk } from "../fault/fault.ts";
import { compileMeter, type MeterFold } from "../metering/meter-fold.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import type { Meter } from "../model/meter.ts";
import { type Decimal, format, isZero, negate } from "../money/decimal.ts";
import { type Instant, MINUTE_MS } from "../time/instant.ts";
import { instantArray, numberArray, textArray } from "./array-literal.ts";
import type { SqlValue, Statement, Tx } from "./tenant.ts";

/** What a counter adds up over: every time zone is a whole number of these from UTC. */
export const bucketMs = 15 * MINUTE_MS;

/** The bucket that an instant is in, by its beginning. */
export const bucketOf = (at: Instant): Instant => Math.floor(at / bucketMs) * bucketMs;

/** A meter that is counted as events come in. */
interface UsageCounter {
  readonly key: string;
  readonly fold: MeterFold;
}

/** What is counted of a tenant. */
export interface UsageCounters {
  /** How many meters are counted. They are never fewer again, so it tells whether these are all. */
  readonly count: number;
  readonly ofType: ReadonlyMap<string, readonly UsageCounter[]>;
  readonly keys: ReadonlySet<string>;
}

/** Nothing is counted. */
export const noCounters: UsageCounters = { count: 0, ofType: new Map(), keys: new Set() };

/** What tells a counter: meters that count the same events alike share one, whatever they are called. */
export function counterKey({ event, aggregation, filter }: Meter): string {
  return hash("sha256", canonical([event, aggregation, filter ?? null]), "hex").slice(0, 32);
}

/** JSON with sorted keys: a model that was stored has its keys in another order than one that was written. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

const listCounters: Statement = {
  name: "list-counted-meters",
  text: "select counter, definition from counted_meters order by counter",
};

const compiled = new Map<string, UsageCounter>();

/** What is counted of the transaction's tenant. */
export async function usageCounters(tx: Tx): Promise<UsageCounters> {
  const rows = await tx.rows<{ counter: string; definition: string }>(listCounters);
  const ofType = new Map<string, UsageCounter[]>();
  for (const { counter: key, definition } of rows) {
    const known = compiled.get(key);
    const counter = known ?? { key, fold: expectOk(compileMeter(JSON.parse(definition))) };
    if (known === undefined) compiled.set(key, counter);
    const { event } = counter.fold;
    const others = ofType.get(event);
    if (others === undefined) ofType.set(event, [counter]);
    else others.push(counter);
  }
  return { count: rows.length, ofType, keys: new Set(rows.map(({ counter }) => counter)) };
}

/** What some events add to counters, event by event. */
interface Used {
  /** Places among the events, from 1. */
  readonly positions: number[];
  readonly counters: string[];
  readonly buckets: Instant[];
  readonly amounts: string[];
}

function usedBy(events: readonly UsageEvent[], { ofType }: UsageCounters): Used | undefined {
  const used: Used = { positions: [], counters: [], buckets: [], amounts: [] };
  for (const [index, event] of events.entries())
    for (const { key, fold } of ofType.get(event.type) ?? []) {
      const amount = amountOf(fold, event);
      if (amount === undefined || isZero(amount)) continue;
      used.positions.push(index + 1);
      used.counters.push(key);
      used.buckets.push(bucketOf(event.time));
      used.amounts.push(format(amount));
    }
  return used.positions.length === 0 ? undefined : used;
}

/** What an event adds to a meter that is a plain sum; undefined where it is none of the meter's. */
export const amountOf = (fold: MeterFold, event: UsageEvent): Decimal | undefined =>
  fold.accepts(event) ? fold.aggregation.eventValue?.(event) : undefined;

/** The parameters of `append_events` that say what its events add to counters. */
export function countedValues(
  events: readonly UsageEvent[],
  counters: UsageCounters,
): readonly SqlValue[] {
  const used = counters.count === 0 ? undefined : usedBy(events, counters);
  if (used === undefined) return [null, null, null, null];
  return [
    numberArray(used.positions),
    textArray(used.counters),
    instantArray(used.buckets),
    numberArray(used.amounts),
  ];
}

const countUsage: Statement = {
  name: "count-usage",
  text: "select count_usage($1::text[], $2::text[], $3::timestamptz[], $4::numeric[])",
};

/** Moves the counters by events that no longer count, and by others that do in their place; in the correction's transaction. */
export async function adjustCounters(
  tx: Tx,
  {
    removed,
    added,
  }: { readonly removed: readonly UsageEvent[]; readonly added: readonly UsageEvent[] },
): Promise<void> {
  const counters = await usageCounters(tx);
  if (counters.count === 0) return;
  const rows = [
    ...movesOf(removed, counters, negate),
    ...movesOf(added, counters, (amount) => amount),
  ];
  if (rows.length === 0) return;
  await tx.run(countUsage, [
    textArray(rows.map(({ customer }) => customer)),
    textArray(rows.map(({ key }) => key)),
    instantArray(rows.map(({ bucket }) => bucket)),
    numberArray(rows.map(({ amount }) => format(amount))),
  ]);
}

const movesOf = (
  events: readonly UsageEvent[],
  { ofType }: UsageCounters,
  signed: (amount: Decimal) => Decimal,
) =>
  events.flatMap((event) =>
    (ofType.get(event.type) ?? []).flatMap(({ key, fold }) => {
      const amount = amountOf(fold, event);
      const { customer, time } = event;
      if (amount === undefined) return [];
      return [{ customer, key, bucket: bucketOf(time), amount: signed(amount) }];
    }),
  );
