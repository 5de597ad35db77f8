import type { EventCorrection } from "../metering/event-correction.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { textArray } from "./array-literal.ts";
import type { Pool } from "./connection.ts";
import {
  appendEvents,
  createEventAppender,
  type EventAppender,
  eventVerdicts,
} from "./event-append.ts";
import { correctStoredEvents, storedEventHistory } from "./event-corrections.ts";
import { createEventMonths, type EventMonths } from "./event-months.ts";
import { type EventRow, eventOf, pagesOf } from "./event-rows.ts";
import { searchEvents } from "./event-search.ts";
import type {
  EventFilter,
  EventStore,
  EventsWithin,
  SettledUsage,
  UnbilledScope,
} from "./event-store.ts";
import { customersWithLateUsage } from "./late-customers.ts";
import { findLateUsage } from "./late-usage.ts";
import { firstTime, quarterHours, usedIn } from "./quarter-hours.ts";
import { type ReceiptClock, receiptOf, settlesUntil } from "./receipt-clock.ts";
import { rememberSums } from "./remembered-sums.ts";
import { newestReceipt } from "./retention.ts";
import { type RetryPolicy, retrying, retryRepeatable } from "./retry.ts";
import { settleAppends } from "./sql/settle-appends.ts";
import { sqlParameters } from "./sql-parameters.ts";
import { summedUsage } from "./summed-usage.ts";
import { readingTenant, type Tx, withTenant } from "./tenant.ts";
import { countPlainUnbilled } from "./unbilled-sum.ts";
import { countUnbilled, listUnbilled } from "./unbilled-usage.ts";
import { aggregateUsage } from "./usage-aggregate.ts";
import { dropUsageMonths, mendUsageMonths, storedMonth } from "./usage-months.ts";
import { noteUsageRewritten } from "./usage-version.ts";
import { topUsage, usageWindows } from "./usage-windows.ts";
import { verifyEvents } from "./verify-events.ts";

/** Identity makes an append safe to repeat, whatever went wrong: what was stored the first time is found again. */
const retryAppend: RetryPolicy = {
  ...retryRepeatable,
  kinds: [...retryRepeatable.kinds, "partition-missing"],
};

/** What else the transaction writes may be there already, after a commit of which nobody heard. */
const retryWork: RetryPolicy = { ...retryAppend, kinds: [...retryAppend.kinds, "key-taken"] };

/**
 * The event store on PostgreSQL: one row for each content of an event in a table by month, its identity in `event_keys`.
 *
 * @param clock says when events are received; must not run backwards
 */
export function createPostgresEventStore(pool: Pool, clock: ReceiptClock): EventStore {
  const months = createEventMonths(pool);
  const append = appending(pool, months, clock);
  /** Settles no further than time has come, however far ahead somebody looks. */
  const settle = async (tx: Tx, now: Instant): Promise<SettledUsage> => {
    await tx.run(settleAppends, [settlesUntil(clock, tx.tenant, now)]);
    return settledUsage(tx);
  };
  const within = (tx: Tx): EventsWithin => ({
    append: async (events) =>
      events.length === 0 ? [] : appendEvents(tx, events, receiptOf(clock, tx.tenant)),
    correct: (corrections, check) =>
      correctStoredEvents(tx, corrections, check, () => clock.now(tx.tenant)),
    aggregate: (queries) => aggregateUsage(tx, queries),
    customersHeardOf: (since) => customersHeardOf(tx, since),
    read: () => eventsWithin(tx),
  });
  const inTransaction = <T>(
    tenant: string,
    work: (tx: Tx, events: EventsWithin) => Promise<T>,
  ): Promise<T> => withTenant(pool, tenant, (tx) => work(tx, within(tx)));
  const read = <T>(tenant: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    withTenant(pool, tenant, work, { readOnly: true });
  const summed = summedUsage(
    rememberSums({
      now: clock.now,
      settle: (tenant, until) => withTenant(pool, tenant, (tx) => settle(tx, until)),
      read,
    }),
  );
  const plainUnbilled = async (tenant: string, scope: UnbilledScope): Promise<number> =>
    (await summed.countUnbilled(tenant, scope)) ??
    read(tenant, (tx) => countPlainUnbilled(tx, scope));
  return {
    append: (tenant, events) => append(tenant, events, receiptOf(clock, tenant)),
    transact: (tenant, times, work) =>
      storing(retryWork, months, times, () => inTransaction(tenant, work)),
    within,
    importHistory: async (tenant, events) => {
      const verdicts = await append(tenant, events, (settledUntil) => {
        const now = receiptOf(clock, tenant)(settledUntil);
        return (event) => event.receivedAt ?? now(event);
      });
      await withTenant(pool, tenant, noteUsageRewritten);
      return verdicts;
    },
    settle,
    aggregate: (tenant, queries) =>
      withTenant(pool, tenant, async (tx) => {
        const cutoffs = queries.flatMap(({ receivedBefore = [] }) => receivedBefore);
        if (cutoffs.length > 0) await settle(tx, Math.max(...cutoffs));
        return aggregateUsage(tx, queries);
      }),
    findLate: (tenant, probes) =>
      withTenant(pool, tenant, async (tx) => {
        await settle(tx, Math.max(0, ...probes.map(({ receivedBefore }) => receivedBefore)));
        return findLateUsage(tx, probes);
      }),
    verdicts: (tenant, events) => read(tenant, (tx) => eventVerdicts(tx, events)),
    correct: async (tenant, corrections, check) =>
      corrections.length === 0
        ? []
        : storing(retryAppend, months, corrections.flatMap(movedTo), () =>
            inTransaction(tenant, (_, events) => events.correct(corrections, check)),
          ),
    history: (tenant, identity) => read(tenant, (tx) => storedEventHistory(tx, identity)),
    search: (tenant, search) => read(tenant, (tx) => searchEvents(tx, search, clock.now(tenant))),
    read: (tenant, filter = {}) => readEvents(pool, tenant, filter),
    windows: async (tenant, query) =>
      (await summed.windows(tenant, query)) ?? read(tenant, (tx) => usageWindows(tx, query)),
    top: async (tenant, query) =>
      (await summed.top(tenant, query)) ?? read(tenant, (tx) => topUsage(tx, query)),
    unbilled: (tenant, query) =>
      listUnbilled(
        (work) => read(tenant, work),
        query,
        clock.now(tenant),
        () => plainUnbilled(tenant, query),
      ),
    countUnbilled: (tenant, scope) =>
      countUnbilled(
        (work) => read(tenant, work),
        scope,
        clock.now(tenant),
        () => plainUnbilled(tenant, scope),
      ),
    countEvents: async (tenant) => (await summed.countEvents(tenant)) ?? read(tenant, countEvents),
    engine: "postgres",
    upkeep: {
      verify: verifyEvents,
      firstTime,
      quarterHours,
      usedIn,
      newestReceipt,
      storedMonth,
      mendMonths: mendUsageMonths,
      dropMonths: dropUsageMonths,
    },
  };
}

const settledUsage = (tx: Tx): SettledUsage => ({
  aggregate: (queries) => aggregateUsage(tx, queries),
  findLate: (probes) => findLateUsage(tx, probes),
  customersWithLate: (looks) => customersWithLateUsage(tx, looks),
});

function appending(pool: Pool, months: EventMonths, { isOwn }: ReceiptClock): EventAppender {
  const append = createEventAppender(pool, undefined, isOwn);
  return async (tenant, events, receivedAt) =>
    events.length === 0
      ? []
      : storing(retryAppend, months, events, () => append(tenant, events, receivedAt));
}

/** When an event happens that is told anew. */
const movedTo = ({ change: { time } = {} }: EventCorrection): readonly { time: Instant }[] =>
  time === undefined ? [] : [{ time }];

/** Stores something of these times, again where that is safe and may help. */
function storing<T>(
  policy: RetryPolicy,
  months: EventMonths,
  of: readonly { readonly time: Instant }[],
  store: () => Promise<T>,
): Promise<T> {
  const attempt = async (): Promise<T> => {
    await months.ensure(of);
    return store();
  };
  return retrying(policy, attempt, (failure) => {
    if (failure === "partition-missing") months.forget();
  });
}

async function customersHeardOf(tx: Tx, since: Instant): Promise<readonly string[]> {
  const rows = await tx.rows<{ customer: string }>(
    "select distinct customer from events where received_at >= $1 order by customer",
    [formatInstant(since)],
  );
  return rows.map(({ customer }) => customer);
}

async function countEvents(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ events: number }>(
    "select count(*) as events from events where correction is null",
  );
  return row?.events ?? 0;
}

async function* readEvents(
  pool: Pool,
  tenant: string,
  filter: EventFilter,
): AsyncGenerator<UsageEvent> {
  const { text, values } = eventsMatching(filter);
  const pages = readingTenant(pool, tenant, (tx) => pagesOf<EventRow>(tx, text, values));
  for await (const page of pages) yield* page.map(eventOf);
}

async function* eventsWithin(tx: Tx): AsyncGenerator<UsageEvent> {
  const { text, values } = eventsMatching({});
  for await (const page of pagesOf<EventRow>(tx, text, values)) yield* page.map(eventOf);
}

function eventsMatching({ customer, types, from, to }: EventFilter) {
  const parameters = sqlParameters();
  const instant = (at: Instant): string => `${parameters.add(formatInstant(at))}::timestamptz`;
  const conditions = [
    "withdrawn_at is null",
    ...(customer === undefined ? [] : [`customer = ${parameters.add(customer)}`]),
    ...(types === undefined ? [] : [`type = any (${parameters.add(textArray(types))}::text[])`]),
    ...(from === undefined ? [] : [`time >= ${instant(from)}`]),
    ...(to === undefined ? [] : [`time < ${instant(to)}`]),
  ];
  const text = `select id, source, type, customer, time, received_at, data from events
    where ${conditions.join(" and ")} order by time, id, source`;
  return { text, values: parameters.values };
}
