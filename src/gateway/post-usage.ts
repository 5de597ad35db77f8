import type { GatewayEvent } from "./call-events.ts";
import { type FlorinServer, type PostedEvents, ServerAway } from "./florin-server.ts";
import { eventsIn } from "./gateway.ts";
import type { Spool } from "./spool/spool.ts";

/** What posting stands on. */
export interface PostingParts {
  readonly spool: Spool;
  readonly server: Pick<FlorinServer, "post">;
  /** The server has these, or will never take them. */
  readonly posted: (events: readonly GatewayEvent[]) => void;
  /** Keeps what the server will never take; called before the spool forgets it. */
  readonly refused: (
    refused: PostedEvents["refused"],
    events: readonly GatewayEvent[],
  ) => Promise<void>;
  readonly warn: (message: string) => void;
  /** Waits; ends early where the signal says so. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Posts what the spool holds, and goes on as more comes. */
export interface Posting {
  /** More was kept. */
  readonly wake: () => void;
  /** Posts until nothing waits or the server is away, then stops. */
  readonly close: () => Promise<void>;
}

/** Calls whose events go in one request: with a few events each, well below what a server takes. */
const callsMax = 500;
const firstWaitMs = 250;
const waitMsMax = 30_000;

/** Posts the events of a spool in order, each until the server has it. Ids make every repetition harmless. */
export function postUsage(parts: PostingParts): Posting {
  const stop = new AbortController();
  let running: Promise<void> | undefined;
  let again = false;

  /** Whether everything that waited was posted; false where the server was away and the posting is to end. */
  const postAll = async (): Promise<boolean> => {
    let waitMs = firstWaitMs;
    for (;;) {
      const batch = await parts.spool.next(callsMax);
      if (batch === undefined) return true;
      const events = batch.records.flatMap(eventsIn);
      for (;;) {
        try {
          const { refused } = await parts.server.post(events);
          if (refused.length > 0) await parts.refused(refused, events);
          waitMs = firstWaitMs;
          break;
        } catch (error) {
          parts.warn(`usage waits: ${String(error)}`);
          if (stop.signal.aborted) return false;
          const asked = error instanceof ServerAway ? error.retryAfterMs : undefined;
          await parts.wait(Math.min(asked ?? waitMs, waitMsMax), stop.signal);
          waitMs = Math.min(waitMs * 2, waitMsMax);
        }
      }
      parts.posted(events);
      await batch.done();
    }
  };
  const run = async (): Promise<void> => {
    do again = false;
    while ((await postAll()) && again);
    running = undefined;
  };
  const wake = (): void => {
    again = true;
    running ??= run().catch((error: unknown) => {
      running = undefined;
      parts.warn(`usage cannot be posted: ${String(error)}`);
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
