import type { Meter } from "../model/meter.ts";
import { format } from "../money/decimal.ts";
import { formatInstant } from "../time/instant.ts";
import { instantArray, numberArray, textArray } from "./array-literal.ts";
import { allMonths, type DroppedMonth, droppedMonths } from "./dropped-months.ts";
import type { EventUpkeep, UsedQuarterHour } from "./event-store.ts";
import type { Statement, Tx } from "./tenant.ts";
import type { BrokenInvariant } from "./verify-invoices.ts";

/**
 * Counts anew what quotas look at, and lists where a counter says something else than the stored events. Months whose events are
 * dropped are not looked at, also where some came in since.
 */
export async function verifyCounters(
  tx: Tx,
  stored: Pick<EventUpkeep, "firstTime" | "newestReceipt" | "quarterHours">,
): Promise<readonly BrokenInvariant[]> {
  const counted = await tx.rows<{ counter: string; definition: string }>(
    "select counter, definition from counted_meters order by counter",
  );
  if (counted.length === 0) return [];
  const first = await stored.firstTime(tx);
  if (first === undefined) return [];
  const since = formatInstant(first).slice(0, 7);
  const gone = await droppedMonths(tx, stored, allMonths);
  const broken: BrokenInvariant[] = [];
  for (const { counter, definition } of counted) {
    const compare = comparing(tx, { counter, since: `${since}-01T00:00:00Z`, gone });
    for await (const page of stored.quarterHours(tx, JSON.parse(definition) as Meter))
      broken.push(...(await compare(page)));
    broken.push(...(await compare([])));
  }
  return broken;
}

/** What a counter and the events come to between two quarter-hours, the last of them included; to the end where it is null. */
const compareCounters: Statement = {
  name: "compare-usage-counters",
  text: `
    select customer || '/' || to_char(bucket at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI') as subject,
      'counter is ' || coalesce(kept.quantity, 0) || ', its events come to ' || coalesce(stored.quantity, 0)
        as broken
    from unnest($2::text[], $3::timestamptz[], $4::numeric[]) as stored (customer, bucket, quantity)
    full join (
      select customer, bucket, quantity from usage_counters
      where counter = $1
        and ($5::text is null or (customer, bucket) > ($5 collate "C", $6::timestamptz))
        and ($7::text is null or (customer, bucket) <= ($7 collate "C", $8::timestamptz))
    ) as kept using (customer, bucket)
    where coalesce(kept.quantity, 0) <> coalesce(stored.quantity, 0) and bucket >= $9::timestamptz
      and not exists (
        select from unnest($10::timestamptz[], $11::timestamptz[]) as gone (since, until)
        where bucket >= gone.since and bucket < gone.until)
    order by 1`,
};

interface Compared {
  readonly counter: string;
  readonly since: string;
  readonly gone: readonly DroppedMonth[];
}

/** Compares page after page, each with the counters from the page before to its end; an empty page with all that are left. */
function comparing(tx: Tx, { counter, since, gone }: Compared) {
  let last: UsedQuarterHour | undefined;
  const placeOf = (place: UsedQuarterHour | undefined) => [
    place?.customer ?? null,
    place === undefined ? null : formatInstant(place.from),
  ];
  return async (page: readonly UsedQuarterHour[]): Promise<readonly BrokenInvariant[]> => {
    const values = [
      counter,
      textArray(page.map(({ customer }) => customer)),
      instantArray(page.map(({ from }) => from)),
      numberArray(page.map(({ quantity }) => format(quantity))),
      ...placeOf(last),
      ...placeOf(page.at(-1)),
      since,
      instantArray(gone.map(({ from }) => from)),
      instantArray(gone.map(({ to }) => to)),
    ];
    last = page.at(-1) ?? last;
    return tx.rows<BrokenInvariant>(compareCounters, values);
  };
}
