import type { Instant } from "../../time/instant.ts";
import { DAY_MS, formatInstant } from "../../time/instant.ts";
import { textArray } from "../array-literal.ts";
import type { EventUpkeep } from "../event-store.ts";
import { leaveMonth, type MonthLeaving, setTenant } from "../month-dropping.ts";
import type { StoredMonth } from "../stored-month.ts";
import type { Tx } from "../tenant.ts";
import type { BrokenInvariant } from "../verify-invoices.ts";
import type { ClickHouse } from "./clickhouse.ts";
import { type EventMover, lockMoves } from "./event-batches.ts";
import { stands } from "./event-filters.ts";
import { personalEvents } from "./personal-events.ts";
import { firstTime, quarterHours, usedIn } from "./quarter-hours.ts";
import { sqlText } from "./sql-text.ts";

/** How stored events are looked after in ClickHouse. What is not moved yet is moved first. */
export const eventUpkeep = (clickhouse: ClickHouse, mover: EventMover): EventUpkeep => ({
  personal: personalEvents(clickhouse, mover),
  verify: async (tx, keysSince) => {
    await mover.move(tx.tenant);
    return verifyEvents(clickhouse, tx, keysSince);
  },
  firstTime: async (tx) => {
    await mover.move(tx.tenant);
    return firstTime(clickhouse, tx.tenant);
  },
  quarterHours: async function* (tx, meter) {
    await mover.move(tx.tenant);
    yield* quarterHours(clickhouse, tx.tenant, meter);
  },
  usedIn: async function* (tx, meter, span) {
    await mover.move(tx.tenant);
    yield* usedIn(clickhouse, tx.tenant, meter, span);
  },
  newestReceipt: async (tx, from, to, receivedUntil) => {
    await mover.move(tx.tenant);
    const [row] = await clickhouse.rows<{ newest: Instant }>(`
      select max(received_at) as newest from events
      where tenant = ${sqlText(tx.tenant)} and time >= ${from} and time < ${to}
        ${receivedUntil === undefined ? "" : `and received_at <= ${receivedUntil}`}`);
    return row?.newest ?? 0;
  },
  storedMonth: async (tx, from, to) => {
    await mover.move(tx.tenant);
    return storedMonth(clickhouse, tx.tenant, from, to);
  },
  // A partition is dropped at once or not at all.
  mendMonths: async () => {},
  dropMonths: async (owner, before, rollUp) => {
    const limit = formatInstant(before).slice(0, 7);
    const dropped: string[] = [];
    for (const partition of await partitionsOf(clickhouse)) {
      const first = Date.UTC(Math.floor(partition / 100), (partition % 100) - 1);
      const month = formatInstant(first).slice(0, 7);
      const to = Date.UTC(Math.floor(partition / 100), partition % 100);
      // What happened before 1970 lies with that year's first month.
      const from = first === 0 ? -DAY_MS : first;
      const rolledUp = month >= limit ? undefined : await rollUp(from, to);
      if (rolledUp === undefined) continue;
      const leaving: MonthLeaving = {
        from,
        rolledUp,
        hold: async (client) => {
          for (const tenant of [...rolledUp.keys()].sort()) {
            await setTenant(client, tenant);
            await client.query(lockMoves);
          }
          return true;
        },
        stored: (_, tenant) => storedMonth(clickhouse, tenant, from, to),
        drop: () => clickhouse.run(`alter table events drop partition ${partition}`),
      };
      if (await leaveMonth(owner, leaving)) dropped.push(month);
    }
    return dropped;
  },
});

async function storedMonth(
  clickhouse: ClickHouse,
  tenant: string,
  from: Instant,
  to: Instant,
): Promise<StoredMonth> {
  const [row] = await clickhouse.rows<StoredMonth>(`
    select count() as events, countIf(not (${stands})) as withdrawn, max(received_at) as newest
    from events final where tenant = ${sqlText(tenant)} and time >= ${from} and time < ${to}`);
  return row ?? { events: 0, withdrawn: 0, newest: 0 };
}

/** The months that there are, `202601`. */
async function partitionsOf(clickhouse: ClickHouse): Promise<readonly number[]> {
  const rows = await clickhouse.rows<{ month: number }>(`
    select distinct toUInt32(_partition_id) as month from events order by month`);
  return rows.map(({ month }) => month);
}

interface IdentityRow {
  readonly id: string;
  readonly source: string;
  readonly stored: number;
  readonly counting: number;
}

const keysMissing = {
  name: "event-keys-missing",
  text: `
    select e.source || '/' || e.id as subject, 'event without key' as broken
    from unnest($1::text[], $2::text[]) as e (source, id)
    where not exists (select from event_keys k where k.id = e.id and k.source = e.source)`,
};

/** Every event has its identity; with as many of the one as of the other, every identity has its event. */
async function verifyEvents(
  clickhouse: ClickHouse,
  tx: Tx,
  keysSince: Instant,
): Promise<readonly BrokenInvariant[]> {
  const broken: BrokenInvariant[] = [];
  let events = 0;
  const pages = clickhouse.pages<IdentityRow>(`
    select id, source, countIf(correction = '') as stored, countIf(${stands}) as counting
    from events final where tenant = ${sqlText(tx.tenant)}
    group by id, source having maxIf(received_at, correction = '') >= ${keysSince}`);
  for await (const page of pages) {
    events += page.length;
    for (const { id, source, stored, counting } of page) {
      if (stored > 1) broken.push(ofEvent(source, id, `event stored ${stored} times`));
      if (counting > 1) broken.push(ofEvent(source, id, `event counts ${counting} times`));
    }
    const ids = [page.map(({ source }) => source), page.map(({ id }) => id)].map(textArray);
    broken.push(...(await tx.rows<{ subject: string; broken: string }>(keysMissing, ids)));
  }
  const [keys] = await tx.rows<{ count: number }>(
    "select count(*) from event_keys where received_at >= $1",
    [formatInstant(keysSince)],
  );
  const without = (keys?.count ?? 0) - events;
  if (without > 0) broken.push({ subject: `${without} keys`, broken: "key without event" });
  return broken;
}

const ofEvent = (source: string, id: string, broken: string): BrokenInvariant => ({
  subject: `${source}/${id}`,
  broken,
});
