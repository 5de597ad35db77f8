import { decimalOf } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import type {
  CustomerUsage,
  TopUsageQuery,
  UsageWindow,
  UsageWindowsQuery,
} from "../event-store.ts";
import { topByFold, windowsByFold, windowsOf } from "../folded-windows.ts";
import { isSqlMeter } from "../meter-sql.ts";
import type { ClickHouse } from "./clickhouse.ts";
import { stands } from "./event-filters.ts";
import { eventColumns } from "./event-rows.ts";
import { meterSql } from "./meter-sql.ts";
import { sqlText } from "./sql-text.ts";
import { readEvents } from "./usage-aggregate.ts";

/** A meter over consecutive windows, as `usage-windows` of PostgreSQL reads it. */
export async function usageWindows(
  clickhouse: ClickHouse,
  tenant: string,
  query: UsageWindowsQuery,
): Promise<readonly UsageWindow[]> {
  const { meter, boundaries } = query;
  if (!isSqlMeter(meter))
    return windowsByFold(query, readEvents(clickhouse, eventsInWindows(tenant, query)));
  const sql = meterSql(meter);
  const rows = await clickhouse.rows<{ position: number; quantity: string; events: number }>(`
    select position - 1 as position, toString(sum(quantity)) as quantity, sum(events) as events
    from (
      select position, customer, ${sql.quantity} as quantity, ${sql.counted} as events
      from (
        select ${positionSql(boundaries)} as position, customer, ${sql.value} as read_value
        from events final where ${withinWindows(tenant, query)} and ${sql.condition}
      ) group by position, customer
    ) group by position`);
  return windowsOf(
    boundaries,
    new Map(
      rows.map(({ position, quantity, events }) => [
        position,
        { quantity: decimalOf(quantity), events },
      ]),
    ),
  );
}

/** The customers who used most, largest first. */
export async function topUsage(
  clickhouse: ClickHouse,
  tenant: string,
  query: TopUsageQuery,
): Promise<readonly CustomerUsage[]> {
  const { meter, from, to, limit } = query;
  const windows = { meter, boundaries: [from, to] };
  if (!isSqlMeter(meter))
    return topByFold(query, readEvents(clickhouse, eventsInWindows(tenant, windows)));
  const sql = meterSql(meter);
  const rows = await clickhouse.rows<{ customer: string; used: string; events: number }>(`
    select customer, toString(quantity) as used, events
    from (
      select customer, ${sql.quantity} as quantity, ${sql.counted} as events
      from (
        select customer, ${sql.value} as read_value
        from events final where ${withinWindows(tenant, windows)} and ${sql.condition}
      ) group by customer
    ) order by quantity desc, customer limit ${limit}`);
  return rows.map(({ customer, used, events }) => ({
    customer,
    quantity: decimalOf(used),
    events,
  }));
}

/** The number of the window, from 1. */
const positionSql = (boundaries: readonly Instant[]): string =>
  `toUInt32(arrayCount(edge -> edge <= time, [${boundaries.join(", ")}]))`;

function withinWindows(
  tenant: string,
  { customer, boundaries }: Pick<UsageWindowsQuery, "customer" | "boundaries">,
): string {
  const ofCustomer = customer === undefined ? "" : `and customer = ${sqlText(customer)}`;
  const [from = 0] = boundaries;
  const to = boundaries.at(-1) ?? from;
  return `tenant = ${sqlText(tenant)} ${ofCustomer} and ${stands} and time >= ${from} and time < ${to}`;
}

/** Customer by customer: a value is carried from one window into the next. */
const eventsInWindows = (tenant: string, query: UsageWindowsQuery): string => `
  select ${positionSql(query.boundaries)} as position, ${eventColumns}
  from events final
  where ${withinWindows(tenant, query)} and type = ${sqlText(query.meter.event)}
  order by customer, time, id, source`;
