import { expectOk } from "../fault/fault.ts";
import type { Counted, MeterWindow } from "../metering/aggregation-fold.ts";
import { foldEvents } from "../metering/fold-events.ts";
import { compileMeter, type MeterFold } from "../metering/meter-fold.ts";
import type { Meter } from "../model/meter.ts";
import { add, compare, type Decimal, decimalOf, zero } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import { instantArray } from "./array-literal.ts";
import { type EventRow, eventOf, pagesOf } from "./event-rows.ts";
import type {
  CustomerUsage,
  TopUsageQuery,
  UsageReading,
  UsageWindow,
  UsageWindowsQuery,
} from "./event-store.ts";
import { isSqlMeter, meterSql } from "./meter-sql.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { Tx } from "./tenant.ts";

/**
 * A meter over consecutive windows. Without a customer a window is the sum of what each customer's would be, which is
 * what is billed: the peak of a tenant is not the tenant's largest customer.
 */
export async function usageWindows(
  tx: Tx,
  query: UsageWindowsQuery,
): Promise<readonly UsageWindow[]> {
  const windows = windowsOf(query.boundaries);
  const readings = isSqlMeter(query.meter)
    ? await windowsInSql(tx, query)
    : await windowsByFold(tx, query, windows);
  return windows.map((window, index) => ({ ...window, ...(readings.get(index) ?? nothing) }));
}

/** The customers who used most, largest first. */
export async function topUsage(tx: Tx, query: TopUsageQuery): Promise<readonly CustomerUsage[]> {
  if (isSqlMeter(query.meter)) return topInSql(tx, query);
  const window = { from: query.from, to: query.to };
  const usage: CustomerUsage[] = [];
  for await (const { customer, readings } of customersByFold(tx, query.meter, undefined, [
    window,
  ])) {
    usage.push({ customer, ...(readings[0] ?? nothing) });
  }
  return usage.sort(largestFirst).slice(0, query.limit);
}

const nothing: UsageReading = { quantity: zero, events: 0 };

const largestFirst = (left: CustomerUsage, right: CustomerUsage): number =>
  compare(right.quantity, left.quantity) || (left.customer < right.customer ? -1 : 1);

const windowsOf = (boundaries: readonly Instant[]): readonly MeterWindow[] =>
  boundaries.slice(1).map((to, index) => ({ from: boundaries[index] ?? to, to }));

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
  const rows = await tx.rows<WindowRow>(
    `select position - 1 as position, sum(quantity)::text as quantity, sum(events)::integer as events
    from (
      select position, customer, ${sql.quantity} as quantity, ${eventsColumn(meter)} as events
      from (
        select width_bucket(time, ${edges}) as position, customer, ${sql.value} as value
        from events
        where time >= (${edges})[1] and time < (${edges})[cardinality(${edges})]
          and withdrawn_at is null and ${sql.condition} ${ofCustomer}
      ) as read group by position, customer
    ) as of_customer group by position`,
    parameters.values,
  );
  return new Map(
    rows.map(({ position, quantity, events }) => [
      position,
      { quantity: decimalOf(quantity), events },
    ]),
  );
}

/** Events that the quantity is made of. */
const eventsColumn = (meter: Meter): string =>
  meter.aggregation.kind === "count" ? "count(*)" : "count(value)";

async function topInSql(
  tx: Tx,
  { meter, from, to, limit }: TopUsageQuery,
): Promise<readonly CustomerUsage[]> {
  const parameters = sqlParameters();
  const period = `${parameters.add(instantArray([from, to]))}::timestamptz[]`;
  const sql = meterSql(meter, parameters);
  const rows = await tx.rows<{ customer: string; quantity: string; events: number }>(
    `select customer, quantity::text, events::integer
    from (
      select customer, ${sql.quantity} as quantity, ${eventsColumn(meter)} as events
      from (
        select customer, ${sql.value} as value from events
        where time >= (${period})[1] and time < (${period})[2] and withdrawn_at is null
          and ${sql.condition}
      ) as read group by customer
    ) as of_customer
    order by of_customer.quantity desc, customer limit ${parameters.add(limit)}`,
    parameters.values,
  );
  return rows.map(({ customer, quantity, events }) => ({
    customer,
    quantity: decimalOf(quantity),
    events,
  }));
}

async function windowsByFold(
  tx: Tx,
  { meter, customer }: UsageWindowsQuery,
  windows: readonly MeterWindow[],
): Promise<ReadonlyMap<number, UsageReading>> {
  const sums = new Map<number, UsageReading>();
  for await (const { readings } of customersByFold(tx, meter, customer, windows)) {
    for (const [index, reading] of readings.entries()) {
      const sofar = sums.get(index) ?? nothing;
      sums.set(index, {
        quantity: add(sofar.quantity, reading.quantity),
        events: sofar.events + reading.events,
      });
    }
  }
  return sums;
}

interface CustomerReadings {
  readonly customer: string;
  readonly readings: readonly UsageReading[];
}

/** Reads the events customer by customer and folds each window, carrying over the value that is still in force. */
async function* customersByFold(
  tx: Tx,
  meter: Meter,
  customer: string | undefined,
  windows: readonly MeterWindow[],
): AsyncGenerator<CustomerReadings> {
  const fold = expectOk(compileMeter(meter));
  const parameters = sqlParameters();
  const edges = [...windows.map(({ from }) => from), ...windows.slice(-1).map(({ to }) => to)];
  const span = `${parameters.add(instantArray(edges))}::timestamptz[]`;
  const type = parameters.add(meter.event);
  const ofCustomer = customer === undefined ? "" : `and customer = ${parameters.add(customer)}`;
  const text = `
    select width_bucket(time, ${span}) - 1 as position, id, source, type, customer, time, received_at, data
    from events
    where time >= (${span})[1] and time < (${span})[cardinality(${span})] and withdrawn_at is null and type = ${type} ${ofCustomer}
    order by customer, time, id, source`;
  let open: { customer: string; partials: Counted[] } | undefined;
  for await (const page of pagesOf<EventRow & { readonly position: number }>(
    tx,
    text,
    parameters.values,
  )) {
    for (const stretch of stretches(page)) {
      const [{ customer: id, position }] = stretch;
      if (open?.customer !== id) {
        if (open !== undefined) yield finish(open, fold, windows);
        open = { customer: id, partials: windows.map(() => fold.empty) };
      }
      const partial = foldEvents(fold, stretch.map(eventOf));
      open.partials[position] = fold.merge(open.partials[position] ?? fold.empty, partial);
    }
  }
  if (open !== undefined) yield finish(open, fold, windows);
}

function finish(
  { customer, partials }: { readonly customer: string; readonly partials: readonly Counted[] },
  fold: MeterFold,
  windows: readonly MeterWindow[],
): CustomerReadings {
  let carried = fold.empty;
  const readings = windows.map((window, index) => {
    const partial = fold.merge(carried, partials[index] ?? fold.empty);
    carried = fold.carry(partial, window);
    const { quantity, events }: { quantity: Decimal; events: number } = fold.finish(
      partial,
      window,
    );
    return { quantity, events };
  });
  return { customer, readings };
}

/** Rows that follow one another with the same customer and window. */
function stretches<Row extends { readonly customer: string; readonly position: number }>(
  rows: readonly Row[],
): readonly (readonly [Row, ...Row[]])[] {
  const found: [Row, ...Row[]][] = [];
  for (const row of rows) {
    const last = found.at(-1);
    if (last?.[0].customer === row.customer && last[0].position === row.position) last.push(row);
    else found.push([row]);
  }
  return found;
}
