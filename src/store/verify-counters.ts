import type { Meter } from "../model/meter.ts";
import type { Tx } from "./tenant.ts";
import { storedUsage } from "./usage-counters.ts";
import type { BrokenInvariant } from "./verify-invoices.ts";

/**
 * Counts anew what quotas look at, and lists where a counter says something else than the stored events. Months whose events are gone
 * are not looked at.
 */
export async function verifyCounters(tx: Tx): Promise<readonly BrokenInvariant[]> {
  const counted = await tx.rows<{ counter: string; definition: string }>(
    "select counter, definition from counted_meters order by counter",
  );
  const broken: BrokenInvariant[] = [];
  for (const { counter, definition } of counted) {
    const { text, values } = storedUsage(counter, JSON.parse(definition) as Meter);
    const found = await tx.rows<BrokenInvariant>(
      `select customer || '/' || to_char(bucket at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI') as subject,
         'counter is ' || coalesce(kept.quantity, 0) || ', its events come to ' || coalesce(stored.quantity, 0)
           as broken
       from (${text}) as stored (counter, customer, bucket, quantity)
       full join (select customer, bucket, quantity from usage_counters where counter = $1) as kept
         using (customer, bucket)
       where coalesce(kept.quantity, 0) <> coalesce(stored.quantity, 0)
         and bucket >= (select date_trunc('month', min(time), 'UTC') from events)
       order by 1`,
      values,
    );
    broken.push(...found);
  }
  return broken;
}
