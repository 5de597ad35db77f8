import { HOUR_MS, type Instant, MINUTE_MS } from "../time/instant.ts";

const SECOND_MS = 1_000;

/** How long after each failed attempt the next one is made, before chance is added: eleven retries in some two and a half days. */
export const retryDelaysMs: readonly number[] = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  18 * HOUR_MS,
  20 * HOUR_MS,
];

/** Attempts that a delivery has, the first one included. */
export const attemptsMax = retryDelaysMs.length + 1;

/** The longest wait that a receiver may ask for. */
export const retryAfterMaxMs = 6 * HOUR_MS;

/** An attempt that failed. */
export interface FailedAttempt {
  /** Which it was, from 1. */
  readonly number: number;
  readonly at: Instant;
  /** How long the receiver asked to be left alone; absent where it did not. */
  readonly retryAfterMs?: number | undefined;
}

/**
 * When a failed delivery is tried again; undefined after the last attempt. `chance`, from 0 to below 1, adds up to a quarter of
 * the wait, so that what failed together does not come back together. A receiver may ask for more time, never for less.
 */
export function retryAt(
  { number, at, retryAfterMs = 0 }: FailedAttempt,
  chance: number,
): Instant | undefined {
  const delay = retryDelaysMs[number - 1];
  if (delay === undefined) return undefined;
  const wait = delay + Math.floor((delay / 4) * chance);
  return at + Math.max(wait, Math.min(retryAfterMs, retryAfterMaxMs));
}
