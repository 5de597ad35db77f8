import { addsUp } from "../metering/adds-up.ts";
import type { Meter } from "../model/meter.ts";
import { format } from "../money/decimal.ts";
import { instantArray, numberArray, textArray } from "./array-literal.ts";
import { allMonths, type DroppedMonth, droppedMonths } from "./dropped-months.ts";
import type { EventUpkeep } from "./event-store.ts";
import type { Statement, Tx } from "./tenant.ts";
import { counterKey, usageCounters } from "./usage-counters.ts";

const holdAppends: Statement = {
  name: "hold-appends",
  text: `select pg_advisory_xact_lock(
    hashtextextended('florin.append.' || current_setting('florin.tenant'), 0))`,
};

/**
 * Has meters counted from now on, with what was stored before and what is kept of months whose events are dropped; those that are no plain sum, and those that are counted
 * already, are left. Appends of the tenant wait until the end of the transaction, which must be read committed.
 */
export async function countMeters(
  tx: Tx,
  meters: readonly Meter[],
  stored: Pick<EventUpkeep, "newestReceipt" | "quarterHours">,
): Promise<void> {
  const wanted = new Map(
    meters.filter(addsUp).map((meter): [string, Meter] => [counterKey(meter), meter]),
  );
  if (wanted.size === 0) return;
  const known = await usageCounters(tx);
  const missing = [...wanted].filter(([key]) => !known.keys.has(key));
  if (missing.length === 0) return;
  await tx.run(holdAppends);
  for (const [key, meter] of missing) {
    const { event, aggregation, filter } = meter;
    const definition = { event, aggregation, unit: meter.unit, ...(filter ? { filter } : {}) };
    const inserted = await tx.run(
      "insert into counted_meters (counter, definition) values ($1, $2) on conflict do nothing",
      [key, JSON.stringify(definition)],
    );
    if (inserted === 0) continue;
    // The stored first: after it no month can go before the end of the transaction, so none is counted twice.
    await countStored(tx, key, stored.quarterHours(tx, meter));
    await countKept(tx, key, await droppedMonths(tx, stored, allMonths));
  }
}

const addCounts: Statement = {
  name: "add-counts",
  text: `
    insert into usage_counters (counter, customer, bucket, quantity)
    select $1, customer, bucket, quantity
    from unnest($2::text[], $3::timestamptz[], $4::numeric[]) as used (customer, bucket, quantity)`,
};

async function countStored(
  tx: Tx,
  key: string,
  pages: ReturnType<EventUpkeep["quarterHours"]>,
): Promise<void> {
  for await (const page of pages)
    await tx.run(addCounts, [
      key,
      textArray(page.map(({ customer }) => customer)),
      instantArray(page.map(({ from }) => from)),
      numberArray(page.map(({ quantity }) => format(quantity))),
    ]);
}

const addKeptCounts: Statement = {
  name: "add-kept-counts",
  text: `
    insert into usage_counters (counter, customer, bucket, quantity)
    select counter, customer, from_at, quantity
    from kept_usage
    where counter = $1 and dimension = '' and quantity <> 0 and exists (
      select from unnest($2::timestamptz[], $3::timestamptz[]) as gone (since, until)
      where from_at >= gone.since and from_at < gone.until)
    on conflict (customer, counter, tenant, bucket)
      do update set quantity = usage_counters.quantity + excluded.quantity`,
};

const countKept = (tx: Tx, key: string, gone: readonly DroppedMonth[]): Promise<number> =>
  tx.run(addKeptCounts, [
    key,
    instantArray(gone.map(({ from }) => from)),
    instantArray(gone.map(({ to }) => to)),
  ]);
