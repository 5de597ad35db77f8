import type { Meter } from "../../model/meter.ts";
import { decimalOf } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import type { UsedPart, UsedQuarterHour, UsedSpan } from "../event-store.ts";
import { bucketMs } from "../usage-counters.ts";
import type { ClickHouse } from "./clickhouse.ts";
import { stands } from "./event-filters.ts";
import { meterSql } from "./meter-sql.ts";
import { decimalSql, propertySql } from "./property-sql.ts";
import { sqlText } from "./sql-text.ts";
import { dimensionOf } from "./usage-aggregate.ts";

interface Row {
  readonly customer: string;
  readonly bucket: Instant;
  readonly used: string;
}

/** What the stored events come to by quarter-hours; see `EventUpkeep`. */
export async function* quarterHours(
  clickhouse: ClickHouse,
  tenant: string,
  meter: Meter,
): AsyncGenerator<readonly UsedQuarterHour[]> {
  const { condition, value, quantity } = meterSql(meter);
  const pages = clickhouse.pages<Row>(`
    select customer, bucket, toString(quantity) as used
    from (
      select customer, bucket, ${quantity} as quantity
      from (
        select customer, time - positiveModulo(time, ${bucketMs}) as bucket, ${value} as read_value
        from events final where tenant = ${sqlText(tenant)} and ${stands} and ${condition}
      ) group by customer, bucket
    ) where quantity <> ${decimalSql("0")} order by customer, bucket`);
  for await (const page of pages)
    yield page.map(({ customer, bucket, used }) => ({
      customer,
      from: bucket,
      quantity: decimalOf(used),
    }));
}

interface PartRow extends Row {
  readonly events: number;
  readonly dimension: string;
}

/** What the events of a time come to by quarter-hours; see `EventUpkeep`. */
export async function* usedIn(
  clickhouse: ClickHouse,
  tenant: string,
  meter: Meter,
  { from, to, dimension }: UsedSpan,
): AsyncGenerator<readonly UsedPart[]> {
  const { condition, value, quantity, counted } = meterSql(meter);
  const apart = dimension === undefined ? "''" : propertySql(dimension);
  const pages = clickhouse.pages<PartRow>(`
    select customer, bucket, dimension, toString(${quantity}) as used, ${counted} as events
    from (
      select customer, time - positiveModulo(time, ${bucketMs}) as bucket, ${value} as read_value,
        ${apart} as dimension
      from events final where tenant = ${sqlText(tenant)} and ${stands} and ${condition}
        and time >= ${from} and time < ${to}
    ) group by customer, bucket, dimension having events > 0`);
  for await (const page of pages)
    yield page.map((row) => ({
      customer: row.customer,
      from: row.bucket,
      value: dimensionOf(row.dimension),
      quantity: decimalOf(row.used),
      events: row.events,
    }));
}

/** When the first stored event happened. */
export async function firstTime(
  clickhouse: ClickHouse,
  tenant: string,
): Promise<Instant | undefined> {
  const rows = await clickhouse.rows<{ time: Instant }>(`
    select time from events final where tenant = ${sqlText(tenant)} order by time limit 1`);
  return rows[0]?.time;
}

/** Whoever an event was received of since an instant. */
export async function customersHeardOf(
  clickhouse: ClickHouse,
  tenant: string,
  since: Instant,
): Promise<readonly string[]> {
  const rows = await clickhouse.rows<{ customer: string }>(`
    select distinct customer from events
    where tenant = ${sqlText(tenant)} and received_at >= ${since} order by customer`);
  return rows.map(({ customer }) => customer);
}
