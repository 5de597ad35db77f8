import { retryAfterOf } from "./api-problem.ts";

/** How often and how long a request that may pass later is tried. */
export interface Patience {
  /** Further tries after the first. */
  readonly retriesMax: number;
  /** The longest wait before one of them, in ms: a server that asks for more is answered with its refusal. */
  readonly waitMostMs: number;
  /** Waits; rejects with the signal's reason when that is given. */
  readonly pause: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

const firstWaitMs = 250;

/** Statuses of a server, or of what stands before it, that cannot be reached at the moment. */
const away: ReadonlySet<number> = new Set([502, 503, 504]);

/** Milliseconds after which a refused request may be sent again; undefined where it may not. */
function waitOf(answer: Response, isRepeatable: boolean, tried: number): number | undefined {
  const asked = retryAfterOf(answer);
  // Whoever is over the limit was heard not at all, so even a request without a key may come again.
  if (answer.status === 429) return asked === undefined ? backOff(tried) : asked * 1_000;
  if (!isRepeatable) return undefined;
  if (asked !== undefined) return asked * 1_000;
  return away.has(answer.status) ? backOff(tried) : undefined;
}

const backOff = (tried: number): number => firstWaitMs * 2 ** tried;

/**
 * Sends, and sends again while that may help: after what `Retry-After` says, else after 250 ms and twice as long each time. Answers with
 * the last answer; rejects with what the last try rejected with.
 */
export async function repeated(
  send: () => Promise<Response>,
  isRepeatable: boolean,
  { retriesMax, waitMostMs, pause }: Patience,
  signal: AbortSignal | undefined,
): Promise<Response> {
  for (let tried = 0; ; tried += 1) {
    const isLast = tried >= retriesMax;
    let waitMs: number | undefined;
    try {
      const answer = await send();
      waitMs = answer.ok ? undefined : waitOf(answer, isRepeatable, tried);
      if (isLast || waitMs === undefined || waitMs > waitMostMs) return answer;
      await answer.body?.cancel();
    } catch (error) {
      if (isLast || !isRepeatable || signal?.aborted === true) throw error;
      waitMs = backOff(tried);
    }
    await pause(waitMs, signal);
  }
}

/** Waits by a timer. */
export const pauseByTimer: Patience["pause"] = (ms, signal) =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal?.aborted === true) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
