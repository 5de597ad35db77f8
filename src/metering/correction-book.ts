import type { Fault } from "../fault/fault.ts";
import {
  correctionContent,
  type EventCorrection,
  type EventIdentity,
  type ReceivedCorrection,
} from "./event-correction.ts";
import {
  changedEvent,
  corrected,
  type EventHistory,
  historyOf,
  lastKnownAt,
  lastVersion,
} from "./event-history.ts";
import type { UsageEvent } from "./usage-event.ts";

/** A correction that changed nothing, and why. */
export interface RefusedCorrection {
  readonly correction: ReceivedCorrection;
  readonly faults: readonly Fault[];
}

/** What is wrong with what a replacement makes of an event; nothing where it can be counted. */
export type CheckReplaced = (event: UsageEvent) => readonly Fault[];

/** Corrections of a file, and the events they are about, each in any order. */
export interface CorrectionBook {
  /** All corrections must be in before the first event is asked for. */
  readonly add: (correction: ReceivedCorrection) => void;
  /** What the event said, and until when. */
  readonly historyOf: (event: UsageEvent) => EventHistory;
  /** The corrections that were not applied to any event so far, in the order of their ids. */
  readonly refused: () => readonly RefusedCorrection[];
  /** Forgets which events came. */
  readonly again: () => void;
}

/**
 * Holds the corrections in memory, for a replay: there are few. Of several with one id the one that was received first
 * counts. A correction that was received before its event is about an event that nobody knew.
 */
export function correctionBook(check: CheckReplaced): CorrectionBook {
  const told = new Map<string, ReceivedCorrection[]>();
  let settled: Settled | undefined;
  let applied = new Map<string, readonly Fault[]>();
  return {
    add: (correction) => {
      const known = told.get(correction.id);
      if (known === undefined) told.set(correction.id, [correction]);
      else known.push(correction);
      settled = undefined;
    },
    historyOf: (event) => {
      settled ??= settle(told);
      const own = settled.byEvent.get(identityOf(event));
      return own === undefined ? historyOf(event) : applyAll(event, own, check, applied);
    },
    refused: () => {
      settled ??= settle(told);
      const { byEvent, conflicts } = settled;
      const missed = [...byEvent.values()].flat().flatMap((correction) => {
        const faults = applied.get(correction.id) ?? [unknownEvent(correction)];
        return faults.length === 0 ? [] : [{ correction, faults }];
      });
      return [...missed, ...conflicts].sort((left, right) =>
        left.correction.id < right.correction.id ? -1 : 1,
      );
    },
    again: () => {
      applied = new Map();
    },
  };
}

/** What a correction says of an event that is not there, or was not when it was received. */
export const unknownEvent = ({ kind, of }: EventCorrection): Fault => ({
  code: "unknown-event",
  path: `/${kind}`,
  message: `source "${of.source}" sent no event with this id before`,
  value: of.id,
  suggestion:
    "look the event up under /v1/events: its source is part of its name, and one whose identity was pruned stays as it is",
});

/** A correction under an id that another one has. */
export const correctionConflict = ({ id }: EventCorrection): Fault => ({
  code: "correction-conflict",
  path: "/id",
  message: "another correction has this id and says something else; the first stays",
  value: id,
  suggestion: "give each correction its own id",
});

const identityOf = ({ source, id }: EventIdentity): string => `${source}\n${id}`;

interface Settled {
  /** By event, in the order in which they were received. */
  readonly byEvent: ReadonlyMap<string, readonly ReceivedCorrection[]>;
  readonly conflicts: readonly RefusedCorrection[];
}

function settle(told: ReadonlyMap<string, readonly ReceivedCorrection[]>): Settled {
  const byEvent = new Map<string, ReceivedCorrection[]>();
  const conflicts: RefusedCorrection[] = [];
  for (const versions of told.values()) {
    const [first, ...others] = [...versions].sort(byReceipt);
    if (first === undefined) continue;
    const own = byEvent.get(identityOf(first.of));
    if (own === undefined) byEvent.set(identityOf(first.of), [first]);
    else own.push(first);
    const content = correctionContent(first);
    for (const other of others)
      if (correctionContent(other) !== content)
        conflicts.push({ correction: other, faults: [correctionConflict(other)] });
  }
  for (const own of byEvent.values()) own.sort(byReceipt);
  return { byEvent, conflicts };
}

/** Then by id and by content, so that nothing depends on where a correction stands. */
function byReceipt(left: ReceivedCorrection, right: ReceivedCorrection): number {
  if (left.receivedAt !== right.receivedAt) return left.receivedAt - right.receivedAt;
  if (left.id !== right.id) return left.id < right.id ? -1 : 1;
  return correctionContent(left) < correctionContent(right) ? -1 : 1;
}

function applyAll(
  event: UsageEvent,
  corrections: readonly ReceivedCorrection[],
  check: CheckReplaced,
  applied: Map<string, readonly Fault[]>,
): EventHistory {
  let history = historyOf(event);
  for (const correction of corrections) {
    const faults = correctionFaults(history, correction, check);
    applied.set(correction.id, faults);
    if (faults.length === 0) history = corrected(history, correction);
  }
  return history;
}

function correctionFaults(
  history: EventHistory,
  correction: ReceivedCorrection,
  check: CheckReplaced,
): readonly Fault[] {
  if (correction.receivedAt < (lastKnownAt(history) ?? correction.receivedAt))
    return [unknownEvent(correction)];
  return replacementFaults(history, correction, check);
}

/** What keeps a replacement from being counted; nothing for a void. */
export function replacementFaults(
  history: EventHistory,
  { kind, change }: Pick<EventCorrection, "kind" | "change">,
  check: CheckReplaced,
): readonly Fault[] {
  if (kind === "void") return [];
  return check(changedEvent(lastVersion(history).event, change)).map((fault) => ({
    ...fault,
    path: `/with${fault.path}`,
  }));
}
