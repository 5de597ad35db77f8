import { type QuotaStanding, quotaStanding } from "../../entitlement/decide.ts";
import type { QuotaEntitlement } from "../../entitlement/quota-entitlement.ts";
import type { UsageEvent } from "../../metering/usage-event.ts";
import type { Meter } from "../../model/meter.ts";
import { type ReadsUse, type UsedWithin, usedWithin } from "../../store/quota-usage.ts";
import { reservedOf } from "../../store/reservations.ts";
import { counterKey, usageCounters } from "../../store/usage-counters.ts";
import type { Instant } from "../../time/instant.ts";
import { futureToleranceMs } from "../ingest.ts";

/**
 * Until when use counts in a window. A rolling one ends now, by this server's clock: what another server stored by a clock that is
 * ahead, or was sent with a time that is, counts as if it were now, so that no two servers let through together what one would not.
 * A value that is held over time has no part in what is to come.
 */
const countedUntil = (
  { aggregation }: Meter,
  { window, resetsAt }: QuotaStanding["span"],
): Instant =>
  resetsAt === undefined && aggregation.kind !== "time-weighted-sum"
    ? window.to + futureToleranceMs
    : window.to;

/**
 * How quotas of a customer stand at an instant, in their order: by all that was committed before.
 *
 * @param next an event that is not stored yet, which those that are no plain sum count in
 */
export async function quotaStandings(
  reads: ReadsUse,
  customer: string,
  quotas: readonly QuotaEntitlement[],
  now: Instant,
  next?: UsageEvent,
): Promise<readonly QuotaStanding[]> {
  if (quotas.length === 0) return [];
  const spans = quotas.map((quota) => {
    const span = quota.spanAt(now);
    const before = quota.terms.rollover === undefined ? undefined : span.before;
    return { quota, span, before };
  });
  const asked = spans.flatMap(({ quota: { meter }, span, before }): UsedWithin[] => [
    { meter, from: span.window.from, to: countedUntil(meter, span) },
    ...(before === undefined ? [] : [{ meter, ...before }]),
  ]);
  const counters = await usageCounters(reads.tx);
  const used = await usedWithin(reads, customer, asked, counters, next);
  const reserved = await reservedOf(reads.tx, customer, now);
  let place = 0;
  const take = () => {
    const value = used[place];
    place += 1;
    if (value === undefined) throw new Error("broken invariant: every window was read");
    return value;
  };
  return spans.map(({ quota, span, before }) =>
    quotaStanding(quota, {
      span,
      used: take(),
      usedBefore: before === undefined ? undefined : take(),
      reserved: reserved(counterKey(quota.meter)),
    }),
  );
}
