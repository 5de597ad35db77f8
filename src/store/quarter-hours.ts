import type { Meter } from "../model/meter.ts";
import { decimalOf } from "../money/decimal.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { pagesOf } from "./event-rows.ts";
import type { UsedPart, UsedQuarterHour, UsedSpan } from "./event-store.ts";
import { meterSql } from "./meter-sql.ts";
import { propertySql } from "./property-sql.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { Tx } from "./tenant.ts";
import { eventsColumn } from "./usage-windows.ts";

interface Row {
  readonly customer: string;
  readonly bucket: Instant;
  readonly quantity: string;
}

/** What the stored events come to by quarter-hours; see `EventUpkeep`. */
export async function* quarterHours(
  tx: Tx,
  meter: Meter,
): AsyncGenerator<readonly UsedQuarterHour[]> {
  const parameters = sqlParameters();
  const { condition, value, quantity } = meterSql(meter, parameters);
  const text = `
    select customer, bucket, (${quantity})::text as quantity
    from (
      select customer, date_bin('15 minutes', time, timestamptz 'epoch') as bucket, ${value} as value
      from events e where ${condition} and e.withdrawn_at is null
    ) as read
    group by customer, bucket having ${quantity} <> 0 order by customer, bucket`;
  for await (const page of pagesOf<Row>(tx, text, parameters.values))
    yield page.map(({ customer, bucket, quantity }) => ({
      customer,
      from: bucket,
      quantity: decimalOf(quantity),
    }));
}

interface PartRow extends Row {
  readonly events: number;
  readonly dimension: UsedPart["value"];
}

/** What the events of a time come to by quarter-hours; see `EventUpkeep`. */
export async function* usedIn(
  tx: Tx,
  meter: Meter,
  { from, to, dimension }: UsedSpan,
): AsyncGenerator<readonly UsedPart[]> {
  const parameters = sqlParameters();
  const { condition, value, quantity } = meterSql(meter, parameters);
  const apart = dimension === undefined ? "null::jsonb" : propertySql(dimension, parameters);
  const instant = (at: Instant): string => `${parameters.add(formatInstant(at))}::timestamptz`;
  const text = `
    select customer, bucket, dimension, (${quantity})::text as quantity,
      ${eventsColumn(meter)}::integer as events
    from (
      select customer, date_bin('15 minutes', time, timestamptz 'epoch') as bucket, ${value} as value,
        ${apart} as dimension
      from events e where ${condition} and e.withdrawn_at is null
        and e.time >= ${instant(from)} and e.time < ${instant(to)}
    ) as read
    group by customer, bucket, dimension having ${eventsColumn(meter)} > 0`;
  for await (const page of pagesOf<PartRow>(tx, text, parameters.values))
    yield page.map(({ customer, bucket, dimension, quantity, events }) => ({
      customer,
      from: bucket,
      value: dimension,
      quantity: decimalOf(quantity),
      events,
    }));
}

/** When the first stored event happened. */
export async function firstTime(tx: Tx): Promise<Instant | undefined> {
  const [row] = await tx.rows<{ first: Instant | null }>("select min(time) as first from events");
  return row?.first ?? undefined;
}
