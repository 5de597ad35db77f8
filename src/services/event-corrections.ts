import { type Fault, ok, type Result } from "../fault/fault.ts";
import type { CorrectionAnswer } from "../metering/correct-events.ts";
import {
  type CheckReplaced,
  correctionConflict,
  unknownEvent,
} from "../metering/correction-book.ts";
import { type EventCorrection, parseEventCorrection } from "../metering/event-correction.ts";
import { eventTimeFault } from "../metering/event-time.ts";
import type { MeterFold } from "../metering/meter-fold.ts";
import type { Store } from "../store/store.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { withValues } from "./fault-values.ts";
import { futureToleranceMs, rejectedItem } from "./ingest.ts";
import { lateCorrections, tellLateCorrections, tooLateHint } from "./late-corrections.ts";
import type { ModelLibrary } from "./model-library.ts";
import { onceOnly } from "./once.ts";
import type { IdempotentRequest, StoredAnswer } from "./services.ts";
import type { ServerClock } from "./tenant-clocks.ts";

/** What became of one correction of a request, in the order they were sent. */
export interface CorrectionItem {
  /** The correction's own id: the one that was given, or the one that it is known by. */
  readonly id?: string;
  readonly status: "accepted" | "duplicate" | "conflict" | "unknown-event" | "rejected";
  /** Since when it counts; of an accepted one and its duplicates. */
  readonly receivedAt?: string;
  /** Where it is in force and no invoice will bill the difference: what to do. */
  readonly hint?: Fault;
  readonly errors?: readonly Fault[];
}

/** What corrections need of the rest of the server. */
export interface CorrectionPorts {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly library: Pick<ModelLibrary, "of" | "recent">;
  /** Hears that events of a tenant say something else, after the commit. */
  readonly onCorrected: (tenant: string) => void;
}

/**
 * Corrects the events that a request names, each correction with an answer of its own; `answer` writes what is kept of it.
 * All of a request is one commit, with the caller's key where one is given.
 */
export type CorrectEvents = (
  tenant: string,
  items: readonly unknown[],
  once: IdempotentRequest | undefined,
  answer: (items: readonly CorrectionItem[]) => StoredAnswer,
) => Promise<Result<StoredAnswer>>;

/** Corrections of usage events as a use case. */
export function createCorrections({
  store,
  clock,
  library,
  onCorrected,
}: CorrectionPorts): CorrectEvents {
  return async (tenant, items, once, answer) => {
    const readers = (await library.recent(tenant))?.meters ?? new Map();
    const read = readCorrections(items, clock.now(tenant));
    const corrections = read.flatMap((result) => (result.ok ? [result.value] : []));
    const check = meterCheck(readers);
    if (corrections.length === 0 && once === undefined)
      return ok(answer(correctionItems(read, [], items, new Set())));
    // Ids and the key make the whole transaction safe to repeat.
    const stored = await store.events.transact(
      tenant,
      corrections.flatMap(movedTo),
      (tx, { correct }) => {
        const work = async (): Promise<Result<StoredAnswer>> => {
          const verdicts = await correct(corrections, check);
          const late = await lateCorrections(tx, await library.of(tx), verdicts);
          await tellLateCorrections(tx, corrections, verdicts, late);
          return ok(answer(correctionItems(read, verdicts, items, late)));
        };
        return once === undefined ? work() : onceOnly(tx, once, clock.now(tenant), work);
      },
    );
    onCorrected(tenant);
    return stored;
  };
}

const movedTo = ({ change: { time } = {} }: EventCorrection): readonly { time: Instant }[] =>
  time === undefined ? [] : [{ time }];

/** What the meters that read events of its type have against an event. */
export const meterCheck =
  (readers: ReadonlyMap<string, readonly MeterFold[]>): CheckReplaced =>
  ({ type, ...event }) =>
    (readers.get(type) ?? []).flatMap((meter) => meter.check({ type, ...event }));

/** The corrections of a request, each as it is or with what is wrong with it. */
export const readCorrections = (
  items: readonly unknown[],
  now: Instant,
): readonly Result<EventCorrection>[] => items.map((item) => readCorrection(item, now));

/** The answer to each item of a request, in order; `verdicts` are on those that could be read, `late` those of them that came too late for any invoice. */
export function correctionItems(
  read: readonly Result<EventCorrection>[],
  verdicts: readonly CorrectionAnswer[],
  items: readonly unknown[],
  late: ReadonlySet<CorrectionAnswer>,
): readonly CorrectionItem[] {
  let next = 0;
  return read.map((result, index): CorrectionItem => {
    if (!result.ok) return rejectedItem(items[index], result.faults) as CorrectionItem;
    const verdict = verdicts[next];
    next += 1;
    const item = itemOf(result.value, verdict, items[index]);
    return verdict !== undefined && late.has(verdict) ? { ...item, hint: tooLateHint } : item;
  });
}

function readCorrection(item: unknown, now: Instant): Result<EventCorrection> {
  const parsed = parseEventCorrection(item);
  const { time } = (parsed.ok && parsed.value.change) || {};
  if (time === undefined) return parsed;
  const future = eventTimeFault({ time }, { now, futureToleranceMs });
  return future === undefined
    ? parsed
    : { ok: false, faults: [{ ...future, path: `/with${future.path}` }] };
}

function itemOf(
  correction: EventCorrection,
  verdict: CorrectionAnswer | undefined,
  item: unknown,
): CorrectionItem {
  const { id } = correction;
  switch (verdict?.status) {
    case "accepted":
    case "duplicate":
      return { id, status: verdict.status, receivedAt: formatInstant(verdict.receivedAt) };
    case "conflict":
      return { id, status: "conflict", errors: [correctionConflict(correction)] };
    case "unknown-event":
      return { id, status: "unknown-event", errors: [unknownEvent(correction)] };
    case "rejected":
      return { id, status: "rejected", errors: withValues(verdict.faults, item) };
    case undefined:
      throw new Error("broken invariant: a correction got no answer");
  }
}
