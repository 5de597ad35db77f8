import type { Meter } from "../model/meter.ts";
import { decimalOf } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import { pagesOf } from "./event-rows.ts";
import type { UsedQuarterHour } from "./event-store.ts";
import { meterSql } from "./meter-sql.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { Tx } from "./tenant.ts";

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

/** When the first stored event happened. */
export async function firstTime(tx: Tx): Promise<Instant | undefined> {
  const [row] = await tx.rows<{ first: Instant | null }>("select min(time) as first from events");
  return row?.first ?? undefined;
}
