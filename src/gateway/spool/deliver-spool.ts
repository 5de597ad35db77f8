import { ServerAway } from "../florin-server.ts";
import type { Spool } from "./spool.ts";

/** What delivering stands on. */
export interface DeliveryParts {
  readonly spool: Spool;
  /** What the records are, for warnings: `usage`. */
  readonly what: string;
  /** Records that go together. */
  readonly recordsMax: number;
  /** Throws where they have to be delivered again; {@link ServerAway} may say when. */
  readonly deliver: (records: readonly Uint8Array[]) => Promise<void>;
  readonly warn: (message: string) => void;
  /** Waits; ends early where the signal says so. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Delivers what a spool holds, and goes on as more comes. */
export interface Delivery {
  /** More was kept. */
  readonly wake: () => void;
  /** Delivers until nothing waits or the other side is away, then stops. */
  readonly close: () => Promise<void>;
}

const firstWaitMs = 250;
const waitMsMax = 30_000;

/** Delivers the records of a spool in order, each until the other side has it: at least once. */
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
          const asked = error instanceof ServerAway ? error.retryAfterMs : undefined;
          await parts.wait(Math.min(asked ?? waitMs, waitMsMax), stop.signal);
          waitMs = Math.min(waitMs * 2, waitMsMax);
        }
      }
      await batch.done();
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
    close: async () => {
      stop.abort();
      wake();
      await running;
    },
  };
}
