import type { Pool } from "../../src/store/connection.ts";
import { chargeIds } from "../billing-model.ts";

/** The tenant whose events they are. */
export const volumeTenant = "default";
/** Customers that the events belong to in turn: `c-0` and on. */
export const volumeCustomers = 10_000;
/** Months that the events lie in, evenly: this one and those before it. */
const months = 3;

/** The first instants of the months, and the end of the last. */
export function monthEdges(now: number): readonly number[] {
  const date = new Date(now);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return Array.from({ length: months + 1 }, (_, at) => Date.UTC(year, month + 1 - months + at));
}

/**
 * Fills an empty store with so many events, one customer and one event type after another, in the order of their time, under
 * random ids; identities too. A month is written into a table of its own that is then attached as the partition that the server
 * would have made, so that indexes are built once and not row by row. As the owner of the tables.
 */
export async function fillEvents(owner: Pool, events: number, now: number): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query("select set_config('florin.tenant', $1, false)", [volumeTenant]);
    await client.query("set maintenance_work_mem = '512MB'");
    const edges = monthEdges(now);
    for (let at = 0; at < months; at += 1) {
      const [from = 0, end = 0] = edges.slice(at, at + 2);
      await client.query(monthSql(from, end, Math.min(end, now), Math.floor(events / months)));
    }
    await client.query(keysSql);
    await client.query("vacuum (analyze) events");
    await client.query("vacuum (analyze) event_keys");
    await client.query("checkpoint");
  } finally {
    client.release(true);
  }
}

/** Fills and attaches the month from `from` to `end`, up to `until`. */
function monthSql(from: number, end: number, until: number, events: number): string {
  const instant = (at: number): string => new Date(at).toISOString();
  const partition = `events_${instant(from).slice(0, 7).replace("-", "_")}`;
  const types = chargeIds.map((id) => `'${id}'`).join(", ");
  return `
    create table ${partition} (like events including defaults including constraints including storage);
    insert into ${partition} (time, received_at, tenant, customer, type, source, id, data)
    select at, at + interval '1 second', '${volumeTenant}', 'c-' || nr % ${volumeCustomers},
      (array[${types}])[1 + nr / ${volumeCustomers} % ${chargeIds.length}], 'gateway', gen_random_uuid()::text,
      jsonb_build_object('units', 1 + nr % 1000 * 7919 % 1000, 'region', 'eu-west-1', 'model', 'small', 'cached', nr % 5 = 0)
    from generate_series(0, ${events - 1}) as nr,
      lateral (select timestamptz '${instant(from)}' + nr * interval '${(until - from) / events} milliseconds' as at) as timed;
    alter table ${partition} enable row level security;
    alter table ${partition} force row level security;
    revoke all on ${partition} from public;
    alter table events attach partition ${partition} for values from ('${instant(from)}') to ('${instant(end)}');`;
}

const keysSql = `
  alter table event_keys drop constraint event_keys_pkey;
  insert into event_keys (content, received_at, source, id) select hashtextextended(id, 0), received_at, source, id from events;
  alter table event_keys add constraint event_keys_pkey primary key (id, source, tenant);`;
