import type { Spool } from "./spool.ts";

/** What delivering stands on. */
export interface DeliveryParts {
  readonly spool: Spool;
  /** What the records are, for warnings: `usage`. */
  readonly what: string;
  /** Records that go together. */
  readonly recordsMax: number;
  /** Throws where they have to be delivered again. */
  readonly deliver: (records: readonly Uint8Array[]) => Promise<void>;
  /** How long what `deliver` threw asks to be left alone, in milliseconds; undefined where it does not say. */
  readonly askedToWaitMs: (error: unknown) => number | undefined;
  readonly warn: (message: string) => void;
  /** Waits; ends early where the signal says so. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Delivers what a spool holds, and goes on as more comes. */
export interface Delivery {
  /** More was kept. */
  readonly wake: () => void;
  /** Resolves when nothing waits. */
  readonly ended: () => Promise<void>;
  /** Delivers until nothing waits or the other side is away, then stops. */
  readonly close: () => Promise<void>;
}

/** What comes in this time goes together, unless as many as may go together came before: a delivery costs both sides more than what is in it. */
const gatherMs = 100;
const firstWaitMs = 250;
const waitMsMax = 30_000;

/** Delivers the records of a spool in order, each until the other side has it: at least once. What comes alone goes at once. */
export function deliverSpool(parts: DeliveryParts): Delivery {
  const { spool, what, warn } = parts;
  const stop = new AbortController();
  let running: Promise<void> | undefined;
  let again = false;

  /** Whether everything that waited was delivered; false where the other side was away and delivering is to end. */
  const deliverAll = async (): Promise<boolean> => {
    let waitMs = firstWaitMs;
    for (;;) {
      const batch = await spool.next(parts.recordsMax);
      if (batch === undefined) return true;
      for (;;) {
        try {
          await parts.deliver(batch.records);
          waitMs = firstWaitMs;
          break;
        } catch (error) {
          warn(`${what} waits: ${String(error)}`);
          if (stop.signal.aborted) return false;
          const asked = parts.askedToWaitMs(error);
          await parts.wait(Math.min(asked ?? waitMs, waitMsMax), stop.signal);
          waitMs = Math.min(waitMs * 2, waitMsMax);
        }
      }
      await batch.done();
      if (batch.records.length < parts.recordsMax && !stop.signal.aborted)
        await parts.wait(gatherMs, stop.signal);
    }
  };
  const run = async (): Promise<void> => {
    do again = false;
    while ((await deliverAll()) && again);
    running = undefined;
  };
  const wake = (): void => {
    again = true;
    running ??= run().catch((error: unknown) => {
      running = undefined;
      warn(`${what} cannot be posted: ${String(error)}`);
    });
  };
  return {
    wake,
    ended: async () => {
      while (running !== undefined) await running;
    },
    close: async () => {
      stop.abort();
      wake();
      await running;
    },
  };
}
