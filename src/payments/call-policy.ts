import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../time/instant.ts";

/** How patiently a provider is called, as data; all in milliseconds. */
export interface CallPolicy {
  /** Waits before the second, third … call where the one before did nothing. Their number bounds the calls. */
  readonly sendDelaysMs: readonly number[];
  /** A call without an answer for so long is looked up: the process that made it is gone. */
  readonly answerWithinMs: number;
  /** Waits before the first, second … look-up of a lost call; the last one repeats. */
  readonly lookUpDelaysMs: readonly number[];
  /** A look-up that finds nothing is believed so long after the call, when the provider can no longer be at it. */
  readonly absentAfterMs: number;
  /** A payment that is pending is looked up so often, in case a message was lost. */
  readonly pendingLookUpMs: number;
}

/** The policy where none is given. */
export const defaultCallPolicy: CallPolicy = {
  sendDelaysMs: [5 * SECOND_MS, 30 * SECOND_MS, 5 * MINUTE_MS, HOUR_MS],
  answerWithinMs: 2 * MINUTE_MS,
  lookUpDelaysMs: [5 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 6 * HOUR_MS],
  absentAfterMs: 10 * MINUTE_MS,
  pendingLookUpMs: DAY_MS,
};
