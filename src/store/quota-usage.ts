import { expectOk } from "../fault/fault.ts";
import { addsUp } from "../metering/adds-up.ts";
import type { Counted } from "../metering/aggregation-fold.ts";
import { foldEvents } from "../metering/fold-events.ts";
import { compileMeter } from "../metering/meter-fold.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import type { Meter } from "../model/meter.ts";
import { add, type Decimal, decimalOf, zero } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import { instantArray, textArray } from "./array-literal.ts";
import type { EventsWithin, UsageQuery } from "./event-store.ts";
import type { Statement, Tx } from "./tenant.ts";
import { bucketMs, bucketOf, counterKey, type UsageCounters } from "./usage-counters.ts";

/** Asks how much of a meter a customer used in a window, half-open. */
export interface UsedWithin {
  readonly meter: Meter;
  readonly from: Instant;
  readonly to: Instant;
}

const lockCustomer: Statement = {
  name: "lock-quotas-of-customer",
  text: `select pg_advisory_xact_lock(
    hashtextextended('florin.quota.' || current_setting('florin.tenant') || ' ' || $1, 0))`,
};

/** Lets this transaction alone decide what the customer may use, until its end. */
export async function lockQuotas(tx: Tx, customer: string): Promise<void> {
  await tx.run(lockCustomer, [customer]);
}

const sumCounters: Statement = {
  name: "sum-usage-counters",
  text: `
    select coalesce(sum(found.quantity), 0)::text as used
    from unnest($2::text[], $3::timestamptz[], $4::timestamptz[])
      with ordinality as asked (counter, since, until, place)
    left join usage_counters found on found.customer = $1 and found.counter = asked.counter
      and found.bucket >= asked.since and found.bucket < asked.until
    group by place order by place`,
};

/** A transaction that reads what was used: counters itself, and events as a part of it. */
export interface ReadsUse {
  readonly tx: Tx;
  readonly events: Pick<EventsWithin, "aggregate">;
}

/** A transaction that decides over use and stores it. */
export interface WritesUse extends ReadsUse {
  readonly events: EventsWithin;
}

/**
 * What a customer used in each window, in their order: by whole buckets of the meters that are counted, and by events for the rest.
 * Sees what was committed before, where the transaction is read committed.
 *
 * @param next an event that is not stored yet: what windows of meters that are not counted would come to with it
 */
export async function usedWithin(
  { tx, events }: ReadsUse,
  customer: string,
  asked: readonly UsedWithin[],
  counters: UsageCounters,
  next?: UsageEvent,
): Promise<readonly Decimal[]> {
  const parts = asked.map((one) => partsOf(one, counters));
  const whole = parts.flatMap(({ whole: span }) => (span === undefined ? [] : [span]));
  const queries = parts.flatMap(({ edges }, index) =>
    edges.map(({ meter, from, to }, edge): UsageQuery => {
      return { key: `${index} ${edge}`, customer, meter, from, to };
    }),
  );
  const [sums, answers] = await Promise.all([
    whole.length === 0 ? [] : tx.rows<{ used: string }>(sumCounters, sumValues(customer, whole)),
    queries.length === 0 ? new Map() : events.aggregate(queries),
  ]);
  let place = 0;
  return parts.map(({ whole: span, edges }, index) => {
    const counted = span === undefined ? zero : decimalOf(sums[place++]?.used ?? "0");
    return edges.reduce((total, { meter, from, to }, edge) => {
      const fold = expectOk(compileMeter(meter));
      const stored = answers.get(`${index} ${edge}`)?.partial as Counted | undefined;
      const isNext = next !== undefined && from <= next.time && next.time < to;
      const more = isNext && !addsUp(meter) ? foldEvents(fold, [next]) : fold.empty;
      const partial = stored === undefined ? more : fold.merge(stored, more);
      return add(total, fold.finish(partial, { from, to }).quantity);
    }, counted);
  });
}

interface Whole extends UsedWithin {
  readonly counter: string;
}

/** A window as whole buckets of a counter and the time beside them. */
function partsOf(
  asked: UsedWithin,
  { keys }: UsageCounters,
): { readonly whole: Whole | undefined; readonly edges: readonly UsedWithin[] } {
  const { meter, from, to } = asked;
  const first = bucketOf(from + bucketMs - 1);
  const last = bucketOf(to);
  const counter = addsUp(meter) ? counterKey(meter) : "";
  if (!keys.has(counter) || first >= last) return { whole: undefined, edges: [asked] };
  const edges = [
    { meter, from, to: first },
    { meter, from: last, to },
  ];
  return {
    whole: { meter, counter, from: first, to: last },
    edges: edges.filter((edge) => edge.from < edge.to),
  };
}

const sumValues = (customer: string, whole: readonly Whole[]) => [
  customer,
  textArray(whole.map(({ counter }) => counter)),
  instantArray(whole.map(({ from }) => from)),
  instantArray(whole.map(({ to }) => to)),
];
