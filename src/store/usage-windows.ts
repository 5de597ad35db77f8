import { addsUp } from "../metering/adds-up.ts";
import type { Meter } from "../model/meter.ts";
import { decimalOf } from "../money/decimal.ts";
import { instantArray } from "./array-literal.ts";
import { type EventRow, eventOf, pagesOf } from "./event-rows.ts";
import type {
  CustomerUsage,
  TopUsageQuery,
  UsageReading,
  UsageWindow,
  UsageWindowsQuery,
} from "./event-store.ts";
import { topByFold, windowsByFold, windowsOf } from "./folded-windows.ts";
import { isSqlMeter, meterSql } from "./meter-sql.ts";
import { namedStatement } from "./named-statement.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { Tx } from "./tenant.ts";
import type { ReadEvent } from "./usage-partials.ts";

/**
 * A meter over consecutive windows. Without a customer a window is the sum of what each customer's would be, which is
 * what is billed: the peak of a tenant is not the tenant's largest customer.
 */
export async function usageWindows(
  tx: Tx,
  query: UsageWindowsQuery,
): Promise<readonly UsageWindow[]> {
  if (!isSqlMeter(query.meter)) return windowsByFold(query, eventsInWindows(tx, query));
  return windowsOf(query.boundaries, await windowsInSql(tx, query));
}

/** The customers who used most, largest first. */
export async function topUsage(tx: Tx, query: TopUsageQuery): Promise<readonly CustomerUsage[]> {
  if (isSqlMeter(query.meter)) return topInSql(tx, query);
  const { meter, from, to } = query;
  return topByFold(query, eventsInWindows(tx, { meter, boundaries: [from, to] }));
}

/** Keeps the planner from writing the value into each figure over it, which would take it out of the event once for each. */
const readOnce = "offset 0";

interface WindowRow {
  readonly position: number;
  readonly quantity: string;
  readonly events: number;
}

async function windowsInSql(
  tx: Tx,
  { meter, customer, boundaries }: UsageWindowsQuery,
): Promise<ReadonlyMap<number, UsageReading>> {
  const parameters = sqlParameters();
  const edges = `${parameters.add(instantArray(boundaries))}::timestamptz[]`;
  const sql = meterSql(meter, parameters);
  const ofCustomer = customer === undefined ? "" : `and customer = ${parameters.add(customer)}`;
  const figures = `${sql.quantity} as quantity, ${eventsColumn(meter)} as events`;
  const read = `
    select width_bucket(time, ${edges}) as position, customer, ${sql.value} as value
    from events
    where time >= (${edges})[1] and time < (${edges})[cardinality(${edges})]
      and withdrawn_at is null and ${sql.condition} ${ofCustomer} ${readOnce}`;
  // Groups of each customer and window of a large tenant do not fit into memory: only a peak needs its customers apart.
  const ofWindow =
    customer !== undefined || addsUp(meter)
      ? `select position, ${figures} from (${read}) as read group by position`
      : `select position, sum(quantity) as quantity, sum(events) as events
        from (select position, ${figures} from (${read}) as read group by position, customer) as of_customer
        group by position`;
  const rows = await tx.rows<WindowRow>(
    namedStatement(
      "windows",
      `select position - 1 as position, quantity::text, events::integer from (${ofWindow}) as of_window`,
    ),
    parameters.values,
  );
  return new Map(
    rows.map(({ position, quantity, events }) => [
      position,
      { quantity: decimalOf(quantity), events },
    ]),
  );
}

/** Events that the quantity is made of, over rows that have the meter's value as `value`. */
export const eventsColumn = (meter: Meter): string =>
  meter.aggregation.kind === "count" ? "count(*)" : "count(value)";

async function topInSql(
  tx: Tx,
  { meter, from, to, limit }: TopUsageQuery,
): Promise<readonly CustomerUsage[]> {
  const parameters = sqlParameters();
  const period = `${parameters.add(instantArray([from, to]))}::timestamptz[]`;
  const sql = meterSql(meter, parameters);
  const rows = await tx.rows<{ customer: string; quantity: string; events: number }>(
    namedStatement(
      "top",
      `select customer, quantity::text, events::integer
    from (
      select customer, ${sql.quantity} as quantity, ${eventsColumn(meter)} as events
      from (
        select customer, ${sql.value} as value from events
        where time >= (${period})[1] and time < (${period})[2] and withdrawn_at is null
          and ${sql.condition} ${readOnce}
      ) as read group by customer
    ) as of_customer
    order by of_customer.quantity desc, customer limit ${parameters.add(limit)}`,
    ),
    parameters.values,
  );
  return rows.map(({ customer, quantity, events }) => ({
    customer,
    quantity: decimalOf(quantity),
    events,
  }));
}

/** Reads the events of a meter, customer by customer, each with the window that it falls into. */
async function* eventsInWindows(
  tx: Tx,
  { meter, customer, boundaries }: UsageWindowsQuery,
): AsyncGenerator<readonly ReadEvent[]> {
  const parameters = sqlParameters();
  const span = `${parameters.add(instantArray(boundaries))}::timestamptz[]`;
  const type = parameters.add(meter.event);
  const ofCustomer = customer === undefined ? "" : `and customer = ${parameters.add(customer)}`;
  const text = `
    select width_bucket(time, ${span}) as position, id, source, type, customer, time, received_at, data
    from events
    where time >= (${span})[1] and time < (${span})[cardinality(${span})] and withdrawn_at is null and type = ${type} ${ofCustomer}
    order by customer, time, id, source`;
  const pages = pagesOf<EventRow & { readonly position: number }>(tx, text, parameters.values);
  for await (const page of pages)
    yield page.map((row) => ({ position: row.position, event: eventOf(row) }));
}
