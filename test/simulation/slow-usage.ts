import type { UsageQuery, UsageView } from "../../src/account/usage-view.ts";
import type { UsageEvent } from "../../src/metering/usage-event.ts";
import type { Instant } from "../../src/time/instant.ts";
import { periodAt } from "../../src/time/schedule.ts";

/** What an event says from when it came in until it is withdrawn. */
export type ReceivedEvent = UsageEvent & {
  readonly receivedAt: Instant;
  readonly withdrawnAt?: Instant;
};

/**
 * Usage as a list that each question is answered from anew: slow, and sharing nothing with the ledger of a replay but the
 * folds.
 */
export function slowUsage(events: readonly ReceivedEvent[]): UsageView {
  const about = ({ customer, charge }: UsageQuery, from: Instant, to: Instant) =>
    events.filter(
      (event) =>
        event.customer === customer &&
        event.type === charge.meter.event &&
        event.time >= from &&
        event.time < to &&
        charge.fold.accepts(event),
    );
  const between = (query: UsageQuery, from: Instant, to: Instant) =>
    about(query, from, to).filter(
      ({ receivedAt, withdrawnAt }) =>
        receivedAt < query.receivedBefore &&
        !(withdrawnAt !== undefined && withdrawnAt < query.receivedBefore),
    );
  /** Where the charge begins, for a value that holds from period to period; else its period. */
  const since = ({ charge, from }: UsageQuery): Instant =>
    charge.carries ? periodAt(charge.schedule, 0).from : from;
  const fold = ({ charge }: UsageQuery, own: readonly ReceivedEvent[]): unknown =>
    own.reduce<unknown>(
      (sum, event) => charge.fold.merge(sum, charge.fold.lift(event)),
      charge.fold.empty,
    );
  const folded = (query: UsageQuery): unknown => {
    const { charge, from, to } = query;
    const own = between(query, from, to);
    if (!charge.carries) return own.length === 0 ? undefined : fold(query, own);
    const start = since(query);
    const before = fold(query, between(query, start, from));
    return charge.fold.merge(
      charge.fold.carry(before, { from: start, to: from }),
      fold(query, own),
    );
  };
  const came = (query: UsageQuery, receivedSince: Instant, from: Instant): boolean =>
    about(query, from, query.to).some(({ receivedAt, withdrawnAt = receivedAt }) =>
      [receivedAt, withdrawnAt].some((at) => at >= receivedSince && at < query.receivedBefore),
    );
  return {
    hasLate: () => true,
    cameSince: (query, receivedSince) => came(query, receivedSince, query.from),
    find: folded,
    findLate: (query, receivedSince) =>
      came(query, receivedSince, since(query)) ? folded(query) : "unchanged",
  };
}
