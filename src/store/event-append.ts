import { hash } from "node:crypto";
import type { EventVerdict } from "../metering/dedup.ts";
import { canonicalEventContent } from "../metering/event-content.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import type { Instant } from "../time/instant.ts";
import { instantArray, numberArray, textArray } from "./array-literal.ts";
import { beginAppend } from "./sql/begin-append.ts";
import { findEventKeys } from "./sql/find-event-keys.ts";
import { insertEventKeys } from "./sql/insert-event-keys.ts";
import { insertEvents } from "./sql/insert-events.ts";
import type { Tx } from "./tenant.ts";

/** An event with what the store adds to it. */
interface Incoming {
  readonly event: UsageEvent;
  /** 64 bits of the SHA-256 of the event's canonical content, as the text of a signed integer. */
  readonly content: string;
}

/** Says when an event was received. */
export type Receipt = (event: UsageEvent) => Instant;

/**
 * Stores a batch of events in the open transaction and answers each in order. Several of one identity within the batch
 * are answered as if they had come one after another: the first wins.
 *
 * `receivedAt` is asked once the append is open, so that `settle-appends` covers every event it stamps. Fails with a
 * unique violation where another transaction stored one of the identities at the same time: repeat the transaction.
 */
export async function appendEvents(
  tx: Tx,
  events: readonly UsageEvent[],
  receivedAt: () => Receipt,
): Promise<readonly EventVerdict[]> {
  const incoming = events.map((event) => ({ event, content: fingerprint(event) }));
  const firsts = firstOfEachIdentity(incoming);
  const [, known] = await Promise.all([tx.rows(beginAppend), findKnown(tx, firsts)]);
  const fresh = known.size === 0 ? firsts : firsts.filter((first) => !known.has(first));
  if (fresh.length > 0) await insert(tx, fresh, receivedAt());
  return verdicts(incoming, firsts, known);
}

/** The first event of each identity, sorted by identity: every writer takes its locks in this order. */
function firstOfEachIdentity(incoming: readonly Incoming[]): readonly Incoming[] {
  const firsts = new Map<string, Incoming>();
  for (const one of incoming) {
    const identity = identityOf(one.event);
    if (!firsts.has(identity)) firsts.set(identity, one);
  }
  return [...firsts.values()].sort(byIdentity);
}

const identityOf = ({ id, source }: UsageEvent): string => `${id}\u0000${source}`;

function byIdentity({ event: left }: Incoming, { event: right }: Incoming): number {
  if (left.id !== right.id) return left.id < right.id ? -1 : 1;
  return left.source < right.source ? -1 : 1;
}

/** The identities that were taken before, with the fingerprint of what took them. */
async function findKnown(
  tx: Tx,
  firsts: readonly Incoming[],
): Promise<ReadonlyMap<Incoming, string>> {
  const rows = await tx.rows<{ position: number; content: string }>(findEventKeys, [
    textArray(firsts.map(({ event }) => event.source)),
    textArray(firsts.map(({ event }) => event.id)),
  ]);
  const known = new Map<Incoming, string>();
  for (const { position, content } of rows) {
    const first = firsts[position - 1];
    if (first !== undefined) known.set(first, content);
  }
  return known;
}

async function insert(tx: Tx, fresh: readonly Incoming[], receipt: Receipt): Promise<void> {
  const events = fresh.map(({ event }) => event);
  const sources = textArray(events.map(({ source }) => source));
  const ids = textArray(events.map(({ id }) => id));
  const received = instantArray(events.map(receipt));
  await Promise.all([
    tx.run(insertEventKeys, [
      sources,
      ids,
      numberArray(fresh.map(({ content }) => content)),
      received,
    ]),
    tx.run(insertEvents, [
      sources,
      ids,
      textArray(events.map(({ customer }) => customer)),
      textArray(events.map(({ type }) => type)),
      instantArray(events.map(({ time }) => time)),
      received,
      JSON.stringify(events.map(({ data }) => data)),
    ]),
  ]);
}

function verdicts(
  incoming: readonly Incoming[],
  firsts: readonly Incoming[],
  known: ReadonlyMap<Incoming, string>,
): readonly EventVerdict[] {
  if (known.size === 0 && firsts.length === incoming.length) {
    return incoming.map(() => "accepted");
  }
  const stored = new Map(
    firsts.map((first) => [identityOf(first.event), known.get(first) ?? first.content]),
  );
  const accepted = new Set(firsts.filter((first) => !known.has(first)));
  return incoming.map((one) => {
    if (accepted.has(one)) return "accepted";
    return stored.get(identityOf(one.event)) === one.content ? "duplicate" : "conflict";
  });
}

function fingerprint(event: UsageEvent): string {
  const digest = hash("sha256", canonicalEventContent(event), "hex");
  return BigInt.asIntN(64, BigInt(`0x${digest.slice(0, 16)}`)).toString();
}
