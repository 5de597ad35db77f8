import type { UsageQuery, UsageView } from "../../src/account/usage-view.ts";
import type { UsageEvent } from "../../src/metering/usage-event.ts";
import type { Instant } from "../../src/time/instant.ts";

/** An event that says when it came in. */
export type ReceivedEvent = UsageEvent & { readonly receivedAt: Instant };

/**
 * Usage as a list that each question is answered from anew: slow, and sharing nothing with the ledger of a replay but the
 * folds. For meters whose periods begin with nothing.
 */
export function slowUsage(events: readonly ReceivedEvent[]): UsageView {
  const answering = ({ customer, charge, from, to, receivedBefore }: UsageQuery) =>
    events.filter(
      (event) =>
        event.customer === customer &&
        event.type === charge.meter.event &&
        event.time >= from &&
        event.time < to &&
        event.receivedAt < receivedBefore &&
        charge.fold.accepts(event),
    );
  const folded = (query: UsageQuery): unknown => {
    const own = answering(query);
    if (own.length === 0) return undefined;
    const { fold } = query.charge;
    return own.reduce<unknown>((sum, event) => fold.merge(sum, fold.lift(event)), fold.empty);
  };
  return {
    hasLate: () => true,
    cameSince: (query, receivedSince) =>
      answering(query).some(({ receivedAt }) => receivedAt >= receivedSince),
    find: folded,
    findLate: (query, receivedSince) =>
      answering(query).some(({ receivedAt }) => receivedAt >= receivedSince)
        ? folded(query)
        : "unchanged",
  };
}
