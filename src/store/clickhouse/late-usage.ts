import type { LateLook, LateProbe } from "../event-store.ts";
import type { ClickHouse } from "./clickhouse.ts";
import { withdrawn } from "./event-filters.ts";
import { sqlRows, sqlText } from "./sql-text.ts";

/** When the last became known of an event's version. */
const changedAt = `greatest(received_at, if(${withdrawn}, withdrawn_at, 0))`;

/** The keys of the closed periods that got an event or lost one since they were billed: one statement for all of them. */
export async function findLateUsage(
  clickhouse: ClickHouse,
  tenant: string,
  probes: readonly LateProbe[],
): Promise<ReadonlySet<string>> {
  if (probes.length === 0) return new Set();
  const asked = sqlRows(
    {
      position: "UInt32",
      asked_customer: "String",
      asked_type: "String",
      period_from: "Int64",
      period_to: "Int64",
      since: "Int64",
      before: "Int64",
    },
    probes.map((probe, index) => [
      index,
      probe.customer,
      probe.type,
      probe.from,
      probe.to,
      probe.receivedSince,
      probe.receivedBefore,
    ]),
  );
  const rows = await clickhouse.rows<{ position: number }>(`
    select distinct position
    from (
      select customer, type, time, received_at, withdrawn_at from events final
      where tenant = ${sqlText(tenant)} and customer in ${customersOf(probes)}
        and ${changedAt} >= ${Math.min(...probes.map(({ receivedSince }) => receivedSince))}
    ) as e
    inner join ${asked} as asked on e.customer = asked.asked_customer and e.type = asked.asked_type
    where e.time >= asked.period_from and e.time < asked.period_to
      and (e.received_at >= asked.since and e.received_at < asked.before
        or e.withdrawn_at >= asked.since and e.withdrawn_at < asked.before)`);
  return new Set(rows.flatMap(({ position }) => probes[position]?.key ?? []));
}

/** The customers whose closed periods got an event or lost one since somebody looked; a cheap question about many. */
export async function customersWithLateUsage(
  clickhouse: ClickHouse,
  tenant: string,
  looks: readonly LateLook[],
): Promise<ReadonlySet<string>> {
  if (looks.length === 0) return new Set();
  const asked = sqlRows(
    { asked_customer: "String", since: "Int64", before: "Int64" },
    looks.map(({ customer, receivedSince, before }) => [customer, receivedSince, before]),
  );
  const rows = await clickhouse.rows<{ customer: string }>(`
    select distinct e.customer as customer
    from (
      select customer, time, received_at, withdrawn_at from events final
      where tenant = ${sqlText(tenant)} and customer in ${customersOf(looks)}
        and time < ${Math.max(...looks.map(({ before }) => before))}
        and ${changedAt} >= ${Math.min(...looks.map(({ receivedSince }) => receivedSince))}
    ) as e
    inner join ${asked} as asked on e.customer = asked.asked_customer
    where e.time < asked.before
      and (e.received_at >= asked.since or e.withdrawn_at >= asked.since and e.${withdrawn})`);
  return new Set(rows.map(({ customer }) => customer));
}

const customersOf = (asked: readonly { readonly customer: string }[]): string =>
  sqlRows(
    { asked_customer: "String" },
    [...new Set(asked.map(({ customer }) => customer))].map((customer) => [customer]),
  );
