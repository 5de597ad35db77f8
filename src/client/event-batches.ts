import type { EventAnswer } from "./answers.ts";
import { FlorinProblem, mayPass } from "./server-call.ts";

/** A usage event as it is sent. Its identity is its source and id: sent twice, it counts once. */
export interface UsageEvent {
  readonly id: string;
  readonly source?: string;
  readonly type: string;
  readonly customer: string;
  /** RFC 3339. */
  readonly time: string;
  readonly data?: Readonly<Record<string, string | number | boolean>>;
}

/** What batches stand on. */
export interface BatchParts {
  readonly send: (events: readonly UsageEvent[]) => Promise<readonly EventAnswer[]>;
  /** Waits so long. */
  readonly pause: (ms: number) => Promise<void>;
  /** Events of one request. */
  readonly batchMax: number;
  /** Events that may wait; more are turned away. */
  readonly queueMax: number;
}

/** Sends events in batches, and again until the server has them. */
export interface EventBatches {
  /** Resolves with the server's answer once it has the event for good; rejects with `overloaded` where too many wait. */
  readonly record: (event: UsageEvent) => Promise<EventAnswer>;
  /** Resolves when all that was recorded by then is answered. */
  readonly flush: () => Promise<void>;
}

interface Waiting {
  readonly event: UsageEvent;
  readonly resolve: (answer: EventAnswer) => void;
  readonly reject: (error: unknown) => void;
}

const pauseFirstMs = 200;
const pauseMostMs = 10_000;

/** Batches of what comes in while one is on its way. What the server refuses as a whole is rejected; else it is sent again. */
export function createEventBatches({ send, pause, batchMax, queueMax }: BatchParts): EventBatches {
  let queue: Waiting[] = [];
  let sending: Promise<void> | undefined;

  const drain = async (): Promise<void> => {
    while (queue.length > 0) {
      const batch = queue.slice(0, batchMax);
      const outcome = await sendUntilTaken(batch.map(({ event }) => event));
      queue = queue.slice(batch.length);
      for (const [index, { resolve, reject }] of batch.entries()) {
        const answer = Array.isArray(outcome) ? outcome[index] : undefined;
        if (answer === undefined) reject(outcome);
        else resolve(answer);
      }
    }
    sending = undefined;
  };
  const sendUntilTaken = async (events: readonly UsageEvent[]): Promise<unknown> => {
    for (let waitMs = pauseFirstMs; ; waitMs = Math.min(waitMs * 2, pauseMostMs)) {
      try {
        return await send(events);
      } catch (error) {
        if (!mayPass(error)) return error;
        const after = error instanceof FlorinProblem ? error.retryAfter : undefined;
        await pause(after === undefined ? waitMs : after * 1_000);
      }
    }
  };
  return {
    record: (event) => {
      if (queue.length >= queueMax)
        return Promise.reject(new FlorinProblem(429, "overloaded", "too many events wait", 1));
      return new Promise((resolve, reject) => {
        queue.push({ event, resolve, reject });
        sending ??= Promise.resolve().then(drain);
      });
    },
    flush: async () => {
      while (sending !== undefined) await sending;
    },
  };
}
