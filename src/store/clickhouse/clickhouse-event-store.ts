import type { UsageEvent } from "../../metering/usage-event.ts";
import type { Instant } from "../../time/instant.ts";
import type { Pool } from "../connection.ts";
import {
  appendEvents,
  createEventAppender,
  eventVerdicts,
  type ReadReceipt,
} from "../event-append.ts";
import { correctStoredEvents, storedEventHistory } from "../event-corrections.ts";
import type { EventFilter, EventStore, EventsWithin, SettledUsage } from "../event-store.ts";
import { type ReceiptClock, receiptOf, settlesUntil } from "../receipt-clock.ts";
import { type RetryPolicy, retrying, retryRepeatable } from "../retry.ts";
import { settleAppends } from "../sql/settle-appends.ts";
import { type Tx, withTenant } from "../tenant.ts";
import type { ClickHouse } from "./clickhouse.ts";
import { type EventMover, intoBatches } from "./event-batches.ts";
import { stands } from "./event-filters.ts";
import { eventColumns, eventOf, type StoredEvent } from "./event-rows.ts";
import { searchEvents } from "./event-search.ts";
import { eventUpkeep } from "./event-upkeep.ts";
import { versionsIn } from "./event-versions.ts";
import { customersWithLateUsage, findLateUsage } from "./late-usage.ts";
import { customersHeardOf } from "./quarter-hours.ts";
import { sqlText, sqlTexts } from "./sql-text.ts";
import { countUnbilled, listUnbilled } from "./unbilled-usage.ts";
import { aggregateUsage } from "./usage-aggregate.ts";
import { topUsage, usageWindows } from "./usage-windows.ts";

/** What else the transaction writes may be there already, after a commit of which nobody heard. */
const retryWork: RetryPolicy = {
  ...retryRepeatable,
  kinds: [...retryRepeatable.kinds, "key-taken"],
};

/** What an event store on ClickHouse stands on. */
export interface ClickHouseEvents {
  /** Connections to the PostgreSQL that decides identities and holds what is to be moved. */
  readonly pool: Pool;
  readonly clickhouse: ClickHouse;
  readonly mover: EventMover;
  /** Says when events are received; must not run backwards. */
  readonly clock: ReceiptClock;
}

/**
 * The event store on ClickHouse. Identities are decided, settlements kept and corrections recorded in PostgreSQL; rows go from there to
 * ClickHouse, and whoever reads first waits until all that was committed has been moved.
 */
export function createClickHouseEventStore(parts: ClickHouseEvents): EventStore {
  const { pool, clickhouse, mover, clock } = parts;
  const append = createEventAppender(pool, intoBatches, clock.isOwn);
  const storing = async <T>(
    policy: RetryPolicy,
    tenant: string,
    work: () => Promise<T>,
  ): Promise<T> => {
    const done = await retrying(policy, work);
    mover.moveSoon(tenant);
    return done;
  };
  const store = (
    tenant: string,
    events: readonly UsageEvent[],
    receivedAt: ReadReceipt,
  ): ReturnType<EventStore["append"]> =>
    events.length === 0
      ? Promise.resolve([])
      : storing(retryRepeatable, tenant, () => append(tenant, events, receivedAt));
  const moved = async <T>(tenant: string, read: () => Promise<T>): Promise<T> => {
    await mover.move(tenant);
    return read();
  };
  const within = (tx: Tx): EventsWithin => ({
    append: async (events) =>
      events.length === 0 ? [] : appendEvents(tx, events, receiptOf(clock, tx.tenant), intoBatches),
    correct: (corrections, check) =>
      correctStoredEvents(
        tx,
        corrections,
        check,
        () => clock.now(tx.tenant),
        versionsIn(clickhouse, mover, tx),
      ),
    aggregate: (queries) => moved(tx.tenant, () => aggregateUsage(clickhouse, tx.tenant, queries)),
    customersHeardOf: (since) =>
      moved(tx.tenant, () => customersHeardOf(clickhouse, tx.tenant, since)),
    read: () => readEvents(parts, tx.tenant, {}),
  });
  const settle = async (tx: Tx, now: Instant): Promise<SettledUsage> => {
    await tx.run(settleAppends, [settlesUntil(clock, tx.tenant, now)]);
    await mover.move(tx.tenant);
    return usageOf(tx.tenant);
  };
  const usageOf = (tenant: string): SettledUsage => ({
    aggregate: (queries) => aggregateUsage(clickhouse, tenant, queries),
    findLate: (probes) => findLateUsage(clickhouse, tenant, probes),
    customersWithLate: (looks) => customersWithLateUsage(clickhouse, tenant, looks),
  });
  const settledOr = async (tenant: string, cutoffs: readonly Instant[]): Promise<SettledUsage> => {
    if (cutoffs.length > 0)
      return withTenant(pool, tenant, (tx) => settle(tx, Math.max(...cutoffs)));
    await mover.move(tenant);
    return usageOf(tenant);
  };
  const reading = <T>(tenant: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    withTenant(pool, tenant, work, { readOnly: true });
  const unbilled = (tenant: string) => ({
    clickhouse,
    tenant,
    read: <T>(work: (tx: Tx) => Promise<T>) => reading(tenant, work),
  });
  return {
    append: (tenant, events) => store(tenant, events, receiptOf(clock, tenant)),
    transact: (tenant, _, work) =>
      storing(retryWork, tenant, () => withTenant(pool, tenant, (tx) => work(tx, within(tx)))),
    within,
    importHistory: (tenant, events) =>
      store(tenant, events, (settledUntil) => {
        const now = receiptOf(clock, tenant)(settledUntil);
        return (event) => event.receivedAt ?? now(event);
      }),
    correct: async (tenant, corrections, check) =>
      corrections.length === 0
        ? []
        : storing(retryRepeatable, tenant, () =>
            withTenant(pool, tenant, (tx) => within(tx).correct(corrections, check)),
          ),
    history: (tenant, identity) =>
      withTenant(
        pool,
        tenant,
        (tx) => storedEventHistory(tx, identity, versionsIn(clickhouse, mover, tx)),
        {
          readOnly: true,
        },
      ),
    verdicts: (tenant, events) => reading(tenant, (tx) => eventVerdicts(tx, events)),
    search: (tenant, search) =>
      moved(tenant, () => reading(tenant, (tx) => searchEvents(clickhouse, tx, search))),
    settle,
    aggregate: async (tenant, queries) => {
      const cutoffs = queries.flatMap(({ receivedBefore = [] }) => receivedBefore);
      return (await settledOr(tenant, cutoffs)).aggregate(queries);
    },
    findLate: async (tenant, probes) => {
      const cutoffs = probes.map(({ receivedBefore }) => receivedBefore);
      return (await settledOr(tenant, cutoffs)).findLate(probes);
    },
    read: (tenant, filter = {}) => readEvents(parts, tenant, filter),
    windows: (tenant, query) => moved(tenant, () => usageWindows(clickhouse, tenant, query)),
    top: (tenant, query) => moved(tenant, () => topUsage(clickhouse, tenant, query)),
    unbilled: (tenant, query) =>
      moved(tenant, () => listUnbilled(unbilled(tenant), query, clock.now(tenant))),
    countUnbilled: (tenant, scope) =>
      moved(tenant, () => countUnbilled(unbilled(tenant), scope, clock.now(tenant))),
    countEvents: (tenant) => moved(tenant, () => countEvents(clickhouse, tenant)),
    engine: "clickhouse",
    upkeep: eventUpkeep(clickhouse, mover),
  };
}

async function countEvents(clickhouse: ClickHouse, tenant: string): Promise<number> {
  const [row] = await clickhouse.rows<{ events: number }>(
    `select count() as events from events final where tenant = ${sqlText(tenant)} and correction = ''`,
  );
  return row?.events ?? 0;
}

async function* readEvents(
  { clickhouse, mover }: ClickHouseEvents,
  tenant: string,
  { customer, types, from, to }: EventFilter,
): AsyncGenerator<UsageEvent> {
  await mover.move(tenant);
  const conditions = [
    `tenant = ${sqlText(tenant)}`,
    stands,
    ...(customer === undefined ? [] : [`customer = ${sqlText(customer)}`]),
    ...(types === undefined ? [] : [`type in ${sqlTexts(types)}`]),
    ...(from === undefined ? [] : [`time >= ${from}`]),
    ...(to === undefined ? [] : [`time < ${to}`]),
  ];
  const pages = clickhouse.pages<StoredEvent>(`
    select ${eventColumns} from events final
    where ${conditions.join(" and ")} order by time, id, source`);
  for await (const page of pages) yield* page.map(eventOf);
}
