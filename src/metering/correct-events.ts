import type { Fault } from "../fault/fault.ts";
import type { Instant } from "../time/instant.ts";
import { type CheckReplaced, replacementFaults } from "./correction-book.ts";
import {
  correctionContent,
  type EventCorrection,
  type EventIdentity,
  type ReceivedCorrection,
} from "./event-correction.ts";
import { corrected, type EventHistory, type EventVersion, lastKnownAt } from "./event-history.ts";

/** What a correction did to what its event said. */
export interface CorrectionEffect {
  /** What it withdrew; undefined where nothing stood. */
  readonly withdrawn: EventVersion | undefined;
  /** What it put in place; undefined where it voids. */
  readonly added: EventVersion | undefined;
}

/** What became of a correction. */
export type CorrectionAnswer =
  /** It is in force from `receivedAt` on; a duplicate since it was accepted first. */
  | {
      readonly status: "accepted" | "duplicate";
      readonly receivedAt: Instant;
      readonly effect: CorrectionEffect;
    }
  /** Its id is that of another correction, or nobody sent its event. */
  | { readonly status: "conflict" | "unknown-event" }
  /** The meters cannot read what it puts in place. */
  | { readonly status: "rejected"; readonly faults: readonly Fault[] };

/** What a store knows of the events that are to be corrected. */
export interface KnownEvents {
  /** Corrections that have an id of these, by it. */
  readonly corrections: ReadonlyMap<string, ReceivedCorrection>;
  /** Histories by {@link eventName}; those that are missing are unknown. */
  readonly histories: ReadonlyMap<string, EventHistory>;
}

/** What is to be stored of corrections. */
export interface CorrectedEvents {
  /** In the order of the corrections. */
  readonly answers: readonly CorrectionAnswer[];
  /** Those that were accepted. */
  readonly accepted: readonly ReceivedCorrection[];
  /** Histories before and after, of the events that have another one now. */
  readonly changed: readonly { readonly before: EventHistory; readonly after: EventHistory }[];
}

/** Names an event: no name of its parts holds a line break. */
export const eventName = ({ source, id }: EventIdentity): string => `${source}\n${id}`;

/**
 * Decides corrections one after the other, as a log would be read. Each is received after everything that is known of its
 * event, where need be some milliseconds after `now`: no reading before counts on it, and none can tell two apart wrongly.
 */
export function correctEvents(
  corrections: readonly EventCorrection[],
  known: KnownEvents,
  check: CheckReplaced,
  now: Instant,
): CorrectedEvents {
  const told = new Map(known.corrections);
  const histories = new Map(known.histories);
  const accepted: ReceivedCorrection[] = [];
  const answers = corrections.map((correction): CorrectionAnswer => {
    const before = told.get(correction.id);
    if (before !== undefined)
      return correctionContent(before) === correctionContent(correction)
        ? {
            status: "duplicate",
            receivedAt: before.receivedAt,
            effect: effectOf(before, histories.get(eventName(before.of))),
          }
        : { status: "conflict" };
    const name = eventName(correction.of);
    const history = histories.get(name);
    if (history === undefined) return { status: "unknown-event" };
    const faults = replacementFaults(history, correction, check);
    if (faults.length > 0) return { status: "rejected", faults };
    const receivedAt = Math.max(now, (lastKnownAt(history) ?? now - 1) + 1);
    const received = { ...correction, receivedAt };
    const after = corrected(history, received);
    told.set(correction.id, received);
    histories.set(name, after);
    accepted.push(received);
    return { status: "accepted", receivedAt, effect: effectOf(received, after) };
  });
  const changed = [...known.histories].flatMap(([name, before]) => {
    const after = histories.get(name) ?? before;
    return after === before ? [] : [{ before, after }];
  });
  return { answers, accepted, changed };
}

/** What a correction did, by the history in which it is. */
const effectOf = (
  { id, receivedAt }: Pick<ReceivedCorrection, "id" | "receivedAt">,
  history: readonly EventVersion[] = [],
): CorrectionEffect => ({
  withdrawn: history.find(({ withdrawnAt }) => withdrawnAt === receivedAt),
  added: history.find(({ correction }) => correction === id),
});
