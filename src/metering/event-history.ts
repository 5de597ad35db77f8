import type { Instant } from "../time/instant.ts";
import type { EventChange, ReceivedCorrection } from "./event-correction.ts";
import type { UsageEvent } from "./usage-event.ts";

/** What an event said for a while: from when it was received until it was withdrawn, both by our clock. */
export interface EventVersion {
  readonly event: UsageEvent;
  /** From this instant on it counts no more; absent while it stands. */
  readonly withdrawnAt?: Instant;
  /** Id of the replacement that says so; absent for the event as it was sent. */
  readonly correction?: string;
}

/** Everything that an event ever said, oldest first; at most the last of it stands. */
export type EventHistory = readonly [EventVersion, ...EventVersion[]];

/** The history of an event that nobody has corrected. */
export const historyOf = (event: UsageEvent): EventHistory => [{ event }];

/** The last that the event said, standing or not. */
export const lastVersion = (history: EventHistory): EventVersion => history.at(-1) ?? history[0];

/** The event as it counts now; undefined where it is void. */
export function standingEvent(history: EventHistory): UsageEvent | undefined {
  const { event, withdrawnAt } = lastVersion(history);
  return withdrawnAt === undefined ? event : undefined;
}

/** The event with what a replacement says anew. */
export const changedEvent = (event: UsageEvent, change: EventChange = {}): UsageEvent => ({
  ...event,
  ...change,
});

/**
 * The history after a correction, which must be received after all that is in it. Voiding what is void changes nothing; a replacement brings
 * it back, with what it said last where the replacement does not say it anew.
 */
export function corrected(history: EventHistory, correction: ReceivedCorrection): EventHistory {
  const { id, kind, change, receivedAt } = correction;
  const last = lastVersion(history);
  const isStanding = last.withdrawnAt === undefined;
  const [first, ...others] = history;
  const closed: EventHistory = isStanding
    ? replaceLast([first, ...others], { ...last, withdrawnAt: receivedAt })
    : history;
  if (kind === "void") return closed;
  const event = { ...changedEvent(last.event, change), receivedAt };
  return [...closed, { event, correction: id }];
}

function replaceLast(history: EventHistory, version: EventVersion): EventHistory {
  const [first, ...others] = history;
  return others.length === 0 ? [version] : [first, ...others.slice(0, -1), version];
}

/** When the last thing became known that the history tells; undefined where nobody says. */
export function lastKnownAt(history: EventHistory): Instant | undefined {
  const { event, withdrawnAt } = lastVersion(history);
  return withdrawnAt ?? event.receivedAt;
}
