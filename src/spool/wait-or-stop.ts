import { setTimeout as later } from "node:timers/promises";

/** Waits; ends early where the signal says so. */
export const waitOrStop = async (ms: number, signal: AbortSignal): Promise<void> => {
  await later(ms, undefined, { signal }).catch(() => undefined);
};
