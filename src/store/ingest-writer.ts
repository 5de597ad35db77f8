import type { EventVerdict } from "../metering/dedup.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import type { EventStore } from "./event-store.ts";
import { failureKind } from "./retry.ts";

/** Settings of {@link createIngestWriter}. */
export interface IngestWriterOptions {
  /** Large batches written at the same time. Two: while one waits for the disk, the other computes. */
  readonly lanes?: number;
  /** Events that make a batch worth a lane of its own beside a busy one; fewer wait and share the next commit. */
  readonly batchMin?: number;
  /** Events of one batch, unless one caller alone brings more. */
  readonly batchMax?: number;
  /** Events that may wait; callers beyond that are turned away. */
  readonly queueMax?: number;
}

/** Appends usage events of many callers in few transactions. */
export interface IngestWriter {
  /**
   * Resolves after the commit with one verdict for each event, in order; with `overloaded`, at once, when too many are
   * waiting: nothing of the call was taken, and the caller should come back later. Rejects when the store failed.
   */
  append(
    tenant: string,
    events: readonly UsageEvent[],
  ): Promise<readonly EventVerdict[] | "overloaded">;
  /** Events that wait or are being written. */
  readonly pending: number;
  /** Whether so many wait that callers are turned away. */
  readonly isFull: boolean;
  /** What came of all there were since the start. */
  readonly tally: IngestTally;
  /** Writes what is waiting and takes no more. */
  close(): Promise<void>;
}

/** Events that were written, the commits that they shared, and events that were turned away. */
export interface IngestTally {
  readonly events: number;
  readonly batches: number;
  readonly turnedAway: number;
}

interface Call {
  readonly events: readonly UsageEvent[];
  readonly resolve: (verdicts: readonly EventVerdict[]) => void;
  readonly reject: (error: unknown) => void;
}

const defaults = { lanes: 2, batchMin: 250, batchMax: 2_000, queueMax: 50_000 } as const;

/**
 * Gathers concurrent appends into shared batches: what comes in while the lanes are busy makes up the next batch, so one
 * caller waits for nobody and a hundred callers share a commit. A commit costs as much as some twenty events, so the few
 * that came in beside a tenant's open write wait for its end and for one another; a large batch goes beside it.
 *
 * Tenants take turns, so the flood of one does not hold up another. A batch that the database refuses is divided until
 * the call that it refuses stands alone; only that call fails.
 */
export function createIngestWriter(
  store: EventStore["append"],
  options: IngestWriterOptions = {},
): IngestWriter {
  const { lanes, batchMin, batchMax, queueMax } = { ...defaults, ...options };
  /** Calls that wait, by tenant; the tenant whose turn it is comes first. */
  const waiting = new Map<string, Call[]>();
  /** How many lanes write for each tenant. */
  const writing = new Map<string, number>();
  let pending = 0;
  const tally = { events: 0, batches: 0, turnedAway: 0 };
  let busy = 0;
  let scheduled = false;
  let closed = false;
  let onIdle: (() => void) | undefined;

  /** Starts lanes once everything that came in with this turn of the event loop is queued. */
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      startLanes();
    });
  };

  const startLanes = (): void => {
    while (busy < lanes) {
      const tenant = nextTenant();
      if (tenant === undefined) return;
      runLane(takeBatch(waiting, tenant, batchMax));
    }
  };

  /** The first in line whose batch is worth a lane now. */
  const nextTenant = (): string | undefined => {
    for (const [tenant, calls] of waiting) {
      if (!writing.has(tenant) || isWorthALane(calls)) return tenant;
    }
    return undefined;
  };
  const worth = Math.min(batchMin, batchMax);
  const isWorthALane = (calls: readonly Call[]): boolean =>
    calls.length >= worth || countEvents(calls) >= worth;

  const runLane = (batch: Batch): void => {
    const { tenant, calls } = batch;
    busy += 1;
    writing.set(tenant, (writing.get(tenant) ?? 0) + 1);
    writeBatch(store, tenant, calls).then((answer) => {
      busy -= 1;
      const others = (writing.get(tenant) ?? 1) - 1;
      if (others === 0) writing.delete(tenant);
      else writing.set(tenant, others);
      const written = countEvents(calls);
      pending -= written;
      tally.events += written;
      tally.batches += 1;
      if (waiting.size === 0) {
        answer();
        if (busy === 0) onIdle?.();
        return;
      }
      // The database gets its next batch first, and works on it while the answers to this one go out.
      startLanes();
      setImmediate(answer);
    });
  };

  return {
    get pending() {
      return pending;
    },
    get isFull() {
      return pending >= queueMax;
    },
    tally,
    append: (tenant, events) => {
      if (closed) return Promise.reject(new Error("the store is closing"));
      if (events.length === 0) return Promise.resolve([]);
      if (pending > 0 && pending + events.length > queueMax) {
        tally.turnedAway += events.length;
        return Promise.resolve("overloaded");
      }
      pending += events.length;
      return new Promise((resolve, reject) => {
        const call = { events, resolve, reject };
        const calls = waiting.get(tenant);
        if (calls === undefined) waiting.set(tenant, [call]);
        else calls.push(call);
        schedule();
      });
    },
    close: async () => {
      closed = true;
      if (busy === 0 && waiting.size === 0) return;
      await new Promise<void>((resolve) => {
        onIdle = resolve;
      });
    },
  };
}

interface Batch {
  readonly tenant: string;
  readonly calls: readonly Call[];
}

/** A tenant's calls up to the batch's size; a tenant with more goes to the end of the line. */
function takeBatch(waiting: Map<string, Call[]>, tenant: string, batchMax: number): Batch {
  const calls = waiting.get(tenant) ?? [];
  waiting.delete(tenant);
  let size = 0;
  let count = 0;
  for (const { events } of calls) {
    if (count > 0 && size + events.length > batchMax) break;
    size += events.length;
    count += 1;
  }
  if (count < calls.length) waiting.set(tenant, calls.slice(count));
  return { tenant, calls: count < calls.length ? calls.slice(0, count) : calls };
}

/** Writes a batch; resolves, and never rejects, with what answers its calls. */
async function writeBatch(
  store: EventStore["append"],
  tenant: string,
  calls: readonly Call[],
): Promise<() => void> {
  try {
    const verdicts = await store(
      tenant,
      calls.flatMap(({ events }) => events),
    );
    return () => {
      let from = 0;
      for (const { events, resolve } of calls) {
        resolve(verdicts.slice(from, from + events.length));
        from += events.length;
      }
    };
  } catch (error) {
    // Dividing finds the call at fault where the rows are; where the database is away it would only ask again.
    if (calls.length === 1 || failureKind(error) === "connection-lost") {
      return () => {
        for (const { reject } of calls) reject(error);
      };
    }
    const half = Math.ceil(calls.length / 2);
    const answerFirst = await writeBatch(store, tenant, calls.slice(0, half));
    answerFirst();
    return writeBatch(store, tenant, calls.slice(half));
  }
}

const countEvents = (calls: readonly Call[]): number =>
  calls.reduce((total, { events }) => total + events.length, 0);
