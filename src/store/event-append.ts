import { hash } from "node:crypto";
import { assert } from "../fault/fault.ts";
import type { EventVerdict } from "../metering/dedup.ts";
import { canonicalEventContent } from "../metering/event-content.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { instantArray, numberArray, textArray } from "./array-literal.ts";
import type { Pool } from "./connection.ts";
import type { ReceiptClock } from "./receipt-clock.ts";
import { appendEventRows, findTakenIdentities } from "./sql/append-events.ts";
import { beginAppend } from "./sql/begin-append.ts";
import { readSettledUntil } from "./sql/read-settled-until.ts";
import { runForTenant, type SqlValue, type Statement, type Tx, withTenant } from "./tenant.ts";
import { countedValues, noCounters, type UsageCounters, usageCounters } from "./usage-counters.ts";

/** Says when an event was received. */
export type Receipt = (event: UsageEvent) => Instant;

/** Reads the clock: says when events are received, of which none may be received before usage is settled. */
export type ReadReceipt = (settledUntil: Instant) => Receipt;

/**
 * Where events are stored beside their identities: a database function that takes the tenant, the settlement that the caller knows, a stamp,
 * whether identities are expected to be new, sources, ids, fingerprints, receipts where they differ from the stamp, what it stores, and
 * what that adds to which counter.
 */
export interface AppendWay {
  readonly statement: Statement;
  readonly stored: (
    tenant: string,
    events: readonly UsageEvent[],
    receipts: readonly Instant[],
  ) => readonly SqlValue[];
}

/** One row an event in the table `events`. */
const intoEvents: AppendWay = {
  statement: appendEventRows,
  // Data goes as one JSON list: as texts it would be escaped twice.
  stored: (_, events) => [
    textArray(events.map(({ customer }) => customer)),
    textArray(events.map(({ type }) => type)),
    instantArray(events.map(({ time }) => time)),
    JSON.stringify(events.map(({ data }) => data)),
  ],
};

/** Before the first settlement is heard of. */
const noneHeard = { settlement: 0, until: 0 };

/** Stores batches of events, each in a transaction of its own. */
export type EventAppender = (
  tenant: string,
  events: readonly UsageEvent[],
  receivedAt: ReadReceipt,
) => Promise<readonly EventVerdict[]>;

/**
 * Appends in one round trip, the commit included.
 *
 * `receivedAt` is asked before the events are sent. Where a settlement or a newly counted meter came between, they are stored
 * in a second try with a new stamp, and that one keeps settlements waiting until it is done; see `settle-appends`.
 */
export function createEventAppender(
  pool: Pool,
  way: AppendWay = intoEvents,
  isOwn: ReceiptClock["isOwn"] = () => false,
): EventAppender {
  /**
   * The last settlement heard of, and how far it went at least: of a tenant with a time of its own, and of all others together. They
   * are read before the clock, never after.
   */
  const heard = new Map<string, { readonly settlement: number; readonly until: Instant }>();
  /** Tenants whose last batch held identities that were taken. */
  const repeating = new Set<string>();
  /** What is counted, by tenant, as far as it was heard of; nothing where it was not. */
  const counting = new Map<string, UsageCounters>();
  return async (tenant, events, receivedAt) => {
    const batch = batchOf(events);
    const timeline = isOwn(tenant) ? tenant : "";
    const { settlement: known, until: settledUntil } = heard.get(timeline) ?? noneHeard;
    const counters = counting.get(tenant) ?? noCounters;
    const receipt = receivedAt(settledUntil);
    const values = valuesOf(way, tenant, batch, known, receipt, !repeating.has(tenant), counters);
    const [outcome] = await runForTenant<Outcome>(pool, tenant, way.statement, values);
    assert(outcome !== undefined, "an append is answered");
    if (outcome.settlement !== known || outcome.counters !== counters.count) {
      const again = (until: Instant): Receipt => {
        heard.set(timeline, { settlement: outcome.settlement, until });
        return receivedAt(until);
      };
      return withTenant(pool, tenant, (tx) =>
        appendBatch(way, tx, batch, again, (now) => counting.set(tenant, now)),
      );
    }
    if (outcome.taken === null) repeating.delete(tenant);
    else repeating.add(tenant);
    return verdicts(batch, outcome);
  };
}

/**
 * Stores a batch of events in the open transaction and answers each in order. Several of one identity within the batch
 * are answered as if they had come one after another: the first wins.
 *
 * `receivedAt` is asked once the append is open, so that `settle-appends` covers every event it stamps.
 */
export const appendEvents = (
  tx: Tx,
  events: readonly UsageEvent[],
  receivedAt: ReadReceipt,
  way: AppendWay = intoEvents,
): Promise<readonly EventVerdict[]> => appendBatch(way, tx, batchOf(events), receivedAt);

/** Opens an append in the transaction, and answers the instant before which nothing may be received: see `settle-appends`. */
export async function openAppend(tx: Tx): Promise<Instant> {
  await tx.run(beginAppend);
  const [settled] = await tx.rows<{ until: number }>(readSettledUntil);
  return settled?.until ?? 0;
}

async function appendBatch(
  way: AppendWay,
  tx: Tx,
  batch: Batch,
  receivedAt: ReadReceipt,
  onCounters: (counters: UsageCounters) => void = () => {},
): Promise<readonly EventVerdict[]> {
  const settledUntil = await openAppend(tx);
  const counters = await usageCounters(tx);
  onCounters(counters);
  const values = valuesOf(way, tx.tenant, batch, null, receivedAt(settledUntil), true, counters);
  const [outcome] = await tx.rows<Outcome>(way.statement, [tx.tenant, ...values]);
  assert(outcome !== undefined, "an append is answered");
  return verdicts(batch, outcome);
}

/** What an append would answer now; stores nothing. */
export async function eventVerdicts(
  tx: Tx,
  events: readonly UsageEvent[],
): Promise<readonly EventVerdict[]> {
  const batch = batchOf(events);
  const rows = await tx.rows<{ position: number; content: string }>(findTakenIdentities, [
    textArray(batch.firsts.map(({ event }) => event.source)),
    textArray(batch.firsts.map(({ event }) => event.id)),
  ]);
  const taken = rows.map(({ position }) => position);
  const contents = rows.map(({ content }) => content);
  const none = { taken: null, taken_contents: null };
  const found = rows.length === 0 ? none : { taken, taken_contents: contents };
  return verdicts(batch, found);
}

/** An event with what the store adds to it. */
interface Incoming {
  readonly event: UsageEvent;
  /** 64 bits of the SHA-256 of the event's canonical content, as the text of a signed integer. */
  readonly content: string;
}

/** The events of an append, and the first of each identity, sorted: every writer takes its locks in this order. */
interface Batch {
  readonly incoming: readonly Incoming[];
  readonly firsts: readonly Incoming[];
}

function batchOf(events: readonly UsageEvent[]): Batch {
  const incoming = events.map((event) => ({ event, content: fingerprint(event) }));
  const firsts = new Map<string, Incoming>();
  for (const one of incoming) {
    const identity = identityOf(one.event);
    if (!firsts.has(identity)) firsts.set(identity, one);
  }
  return { incoming, firsts: [...firsts.values()].sort(byIdentity) };
}

const identityOf = ({ id, source }: UsageEvent): string => `${id}\u0000${source}`;

function byIdentity({ event: left }: Incoming, { event: right }: Incoming): number {
  if (left.id !== right.id) return left.id < right.id ? -1 : 1;
  return left.source < right.source ? -1 : 1;
}

function fingerprint(event: UsageEvent): string {
  const digest = hash("sha256", canonicalEventContent(event), "hex");
  return BigInt.asIntN(64, BigInt(`0x${digest.slice(0, 16)}`)).toString();
}

/** The parameters of the way's function after the tenant. */
function valuesOf(
  way: AppendWay,
  tenant: string,
  { firsts }: Batch,
  settlement: number | null,
  receipt: Receipt,
  expectFresh: boolean,
  counters: UsageCounters,
): readonly SqlValue[] {
  const events = firsts.map(({ event }) => event);
  const receipts = events.map(receipt);
  const [stamp = 0] = receipts;
  return [
    settlement,
    formatInstant(stamp),
    expectFresh,
    textArray(events.map(({ source }) => source)),
    textArray(events.map(({ id }) => id)),
    numberArray(firsts.map(({ content }) => content)),
    receipts.every((received) => received === stamp) ? null : instantArray(receipts),
    ...way.stored(tenant, events, receipts),
    settlement === null ? null : counters.count,
    ...countedValues(events, counters),
  ];
}

interface Outcome {
  /** The last settlement; nothing was stored where another was sent. */
  readonly settlement: number;
  /** How many meters are counted; nothing was stored where the caller knew another number. Null where it knew none. */
  readonly counters: number | null;
  /** Positions among the firsts, from 1, of identities that were taken, and the fingerprints of what took them. */
  readonly taken: readonly number[] | null;
  readonly taken_contents: readonly string[] | null;
}

function verdicts(
  { incoming, firsts }: Batch,
  { taken, taken_contents: contents }: Pick<Outcome, "taken" | "taken_contents">,
): readonly EventVerdict[] {
  if (taken === null && firsts.length === incoming.length) return incoming.map(() => "accepted");
  const accepted = new Set(firsts);
  const stored = new Map(firsts.map(({ event, content }) => [identityOf(event), content]));
  taken?.forEach((position, at) => {
    const first = firsts[position - 1];
    const content = contents?.[at];
    assert(first !== undefined && content !== undefined, "a taken identity has a fingerprint");
    accepted.delete(first);
    stored.set(identityOf(first.event), content);
  });
  return incoming.map((one) => {
    if (accepted.has(one)) return "accepted";
    return stored.get(identityOf(one.event)) === one.content ? "duplicate" : "conflict";
  });
}
