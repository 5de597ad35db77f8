import { assert } from "../fault/fault.ts";
import {
  type CorrectionAnswer,
  correctEvents,
  eventName,
  type KnownEvents,
} from "../metering/correct-events.ts";
import type { CheckReplaced } from "../metering/correction-book.ts";
import type {
  EventChange,
  EventCorrection,
  EventIdentity,
  ReceivedCorrection,
} from "../metering/event-correction.ts";
import type { EventVersion } from "../metering/event-history.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import {
  instantArray,
  nullableInstantArray,
  nullableTextArray,
  textArray,
} from "./array-literal.ts";
import { openAppend } from "./event-append.ts";
import { type EventRow, eventOf } from "./event-rows.ts";
import type { StoredEventHistory } from "./event-store.ts";
import {
  addCorrections,
  addVersions,
  lockCorrections,
  selectCorrections,
  selectFirstReceipts,
  selectVersions,
  withdrawEvents,
} from "./sql/correct-events.ts";
import type { Tx } from "./tenant.ts";
import { adjustCounters } from "./usage-counters.ts";

/** Where what events said is kept. */
export interface EventVersions {
  /** All that these events said, oldest first; none of it was received before `since` or after `until`. */
  readonly find: (
    of: readonly EventIdentity[],
    since: Instant,
    until: Instant,
  ) => Promise<readonly EventVersion[]>;
  /** Keeps that versions which stood stand no more, and what replacements say. */
  readonly keep: (
    withdrawn: readonly EventVersion[],
    added: readonly EventVersion[],
  ) => Promise<void>;
}

/**
 * Corrects events in the open transaction and answers each correction in order.
 *
 * A tenant's corrections come one after the other. They are appends besides: a settlement waits for them, and `clock` is
 * read once the append is open, so no correction is received before a moment that an invoice has already counted to.
 */
export async function correctStoredEvents(
  tx: Tx,
  corrections: readonly EventCorrection[],
  check: CheckReplaced,
  clock: () => Instant,
  versions: EventVersions = versionsInEvents(tx),
): Promise<readonly CorrectionAnswer[]> {
  await tx.run(lockCorrections);
  const settledUntil = await openAppend(tx);
  const now = Math.max(clock(), settledUntil);
  const told = await tx.rows<CorrectionRow>(selectCorrections, [
    textArray(corrections.map(({ id }) => id)),
    ...identities(corrections.map(({ of }) => of)),
  ]);
  const histories = await historiesOf(
    tx,
    versions,
    corrections.map(({ of }) => of),
    told,
  );
  const known = new Map(told.map((row) => [row.id, correctionOf(row)]));
  const { answers, accepted, changed } = correctEvents(
    corrections,
    { corrections: known, histories },
    check,
    now,
  );
  await addCorrectionRows(tx, accepted);
  await keepHistories(tx, versions, changed);
  return answers;
}

/** Corrections that have one of these ids, by it. */
export async function correctionsNamed(
  tx: Tx,
  ids: readonly string[],
): Promise<KnownEvents["corrections"]> {
  const told = await tx.rows<CorrectionRow>(selectCorrections, [textArray(ids), "{}", "{}"]);
  return new Map(told.map((row) => [row.id, correctionOf(row)]));
}

/** All that is known of an event; undefined where there is none by that name. */
export async function storedEventHistory(
  tx: Tx,
  identity: EventIdentity,
  versions: EventVersions = versionsInEvents(tx),
): Promise<StoredEventHistory | undefined> {
  const told = await tx.rows<CorrectionRow>(selectCorrections, ["{}", ...identities([identity])]);
  const history = (await historiesOf(tx, versions, [identity], told)).get(eventName(identity));
  if (history === undefined) return undefined;
  const corrections = told.map(correctionOf);
  return {
    history,
    corrections: corrections.sort((left, right) => left.receivedAt - right.receivedAt),
  };
}

interface CorrectionRow {
  readonly id: string;
  readonly kind: "void" | "replace";
  readonly source: string;
  readonly event: string;
  readonly change: EventChange | null;
  readonly reason: string | null;
  readonly received_at: Instant;
}

function correctionOf(row: CorrectionRow): ReceivedCorrection {
  const { id, kind, source, event, change, reason, received_at: receivedAt } = row;
  const said = { id, kind, of: { source, id: event }, receivedAt };
  const why = reason === null ? said : { ...said, reason };
  return change === null ? why : { ...why, change };
}

/** A row of `events` with what was said of it since. */
export interface VersionRow extends EventRow {
  readonly withdrawn_at: Instant | null;
  readonly correction: string | null;
}

/** The version that the row keeps. */
export const versionOf = (row: VersionRow): EventVersion => ({
  event: eventOf(row),
  ...(row.withdrawn_at === null ? {} : { withdrawnAt: row.withdrawn_at }),
  ...(row.correction === null ? {} : { correction: row.correction }),
});

/** By name. When each version was received is known before it is looked for, which is what finds it. */
async function historiesOf(
  tx: Tx,
  versions: EventVersions,
  of: readonly EventIdentity[],
  told: readonly CorrectionRow[],
): Promise<KnownEvents["histories"]> {
  const firsts = await tx.rows<{ received_at: Instant }>(selectFirstReceipts, identities(of));
  const histories = new Map<string, [EventVersion, ...EventVersion[]]>();
  if (firsts.length === 0) return histories;
  const receipts = [...firsts, ...told].map(({ received_at }) => received_at);
  const since = receipts.reduce((first, at) => Math.min(first, at));
  const until = receipts.reduce((last, at) => Math.max(last, at));
  for (const version of await versions.find(of, since, until)) {
    const name = eventName(version.event);
    const known = histories.get(name);
    if (known === undefined) histories.set(name, [version]);
    else known.push(version);
  }
  return histories;
}

const identities = (of: readonly EventIdentity[]): readonly [string, string] => [
  textArray(of.map(({ source }) => source)),
  textArray(of.map(({ id }) => id)),
];

async function addCorrectionRows(tx: Tx, accepted: readonly ReceivedCorrection[]): Promise<void> {
  if (accepted.length === 0) return;
  await tx.run(addCorrections, [
    textArray(accepted.map(({ id }) => id)),
    textArray(accepted.map(({ kind }) => kind)),
    ...identities(accepted.map(({ of }) => of)),
    JSON.stringify(accepted.map(({ change }) => change ?? null)),
    nullableTextArray(accepted.map(({ reason }) => reason)),
    instantArray(accepted.map(({ receivedAt }) => receivedAt)),
  ]);
}

async function keepHistories(
  tx: Tx,
  versions: EventVersions,
  changed: ReturnType<typeof correctEvents>["changed"],
): Promise<void> {
  const withdrawn = changed.flatMap(({ before, after }) => {
    const version = after[before.length - 1];
    const isNew = before.at(-1)?.withdrawnAt === undefined;
    return isNew && version?.withdrawnAt !== undefined ? [version] : [];
  });
  const added = changed.flatMap(({ before, after }) => after.slice(before.length));
  await versions.keep(withdrawn, added);
  await adjustCounters(tx, {
    removed: withdrawn.map(({ event }) => event),
    added: added.flatMap(({ event, withdrawnAt }) => (withdrawnAt === undefined ? [event] : [])),
  });
}

/** What events said, in the open transaction, as rows of the table `events`. */
const versionsInEvents = (tx: Tx): EventVersions => ({
  find: async (of, since, until) => {
    const rows = await tx.rows<VersionRow>(selectVersions, [
      ...identities(of),
      formatInstant(since),
      formatInstant(until),
    ]);
    return rows.map(versionOf);
  },
  keep: (withdrawn, added) => keepVersions(tx, withdrawn, added),
});

async function keepVersions(
  tx: Tx,
  withdrawn: readonly EventVersion[],
  added: readonly EventVersion[],
): Promise<void> {
  if (withdrawn.length > 0) {
    const rows = await tx.run(withdrawEvents, [
      ...columnsOf(withdrawn),
      instantArray(withdrawn.map(({ event }) => event.receivedAt ?? 0)),
      nullableInstantArray(withdrawn.map(({ withdrawnAt }) => withdrawnAt)),
    ]);
    assert(rows === withdrawn.length, "an event that is corrected is stored once");
  }
  if (added.length > 0)
    await tx.run(addVersions, [
      ...columnsOf(added),
      instantArray(added.map(({ event }) => event.receivedAt ?? 0)),
      nullableInstantArray(added.map(({ withdrawnAt }) => withdrawnAt)),
      nullableTextArray(added.map(({ correction }) => correction)),
      JSON.stringify(added.map(({ event }) => event.data)),
    ]);
}

const columnsOf = (versions: readonly EventVersion[]): readonly string[] => [
  ...identities(versions.map(({ event }) => event)),
  textArray(versions.map(({ event }) => event.customer)),
  textArray(versions.map(({ event }) => event.type)),
  instantArray(versions.map(({ event }) => event.time)),
];
