import { ok, type Result, refuse } from "../fault/fault.ts";
import { formatInstant, type Instant } from "../time/instant.ts";

/** The installation's idea of now, which every tenant shares that has no time of its own. */
export interface InstallationTime {
  readonly mode: "real" | "manual";
  readonly now: () => Instant;
  /** Moves a manual clock forward. Refuses `clock-not-manual` and `clock-backwards`. */
  readonly advanceTo: (instant: Instant) => Promise<Result<Instant>>;
  /**
   * Agrees with the other processes of the installation: a manual clock follows the one that was moved furthest, real
   * time leaves word of how far it is. Asked before each run of the scheduler; costs one look at one row, or nothing.
   */
  readonly agree: () => Promise<void>;
}

/** Where processes of one installation tell each other how far its time is. Answers where it stands then. */
export interface SharedTime {
  readonly latest: () => Promise<Instant>;
  readonly moveTo: (instant: Instant) => Promise<Instant>;
}

/** How often real time leaves word. A server that is killed has written books at most this much later. */
const wordEveryMs = 60_000;

/**
 * Real time, in whole milliseconds, never before an instant. It stands still where the machine's clock is set back: time
 * never runs backwards. `machine` is the machine's clock.
 */
export function realClock(
  machine: () => Instant,
  notBefore: Instant = 0,
  shared?: SharedTime,
): InstallationTime {
  let latest = notBefore;
  let told = notBefore;
  const now = (): Instant => {
    latest = Math.max(latest, machine());
    return latest;
  };
  return {
    mode: "real",
    now,
    advanceTo: async () =>
      refuse({
        code: "clock-not-manual",
        path: "/now",
        message: "this server runs on real time",
        suggestion: "start it with --clock <instant> to move time yourself",
      }),
    agree: async () => {
      const instant = now();
      if (shared === undefined || instant - told < wordEveryMs) return;
      told = instant;
      await shared.moveTo(instant);
    },
  };
}

/** A clock that stands until it is moved: for demonstrations, tests and replays of the past. Alone where nothing is shared. */
export function manualClock(start: Instant, shared?: SharedTime): InstallationTime {
  let now = start;
  return {
    mode: "manual",
    now: () => now,
    advanceTo: async (instant) => {
      // Stored before anything is billed at it, so that no start after a crash can be earlier than the books.
      const latest = (await shared?.moveTo(instant)) ?? Math.max(now, instant);
      now = Math.max(now, latest);
      if (instant < now)
        return refuse({
          code: "clock-backwards",
          path: "/now",
          message: `the clock shows ${formatInstant(now)} and does not run backwards`,
          value: formatInstant(instant),
        });
      return ok(now);
    },
    agree: async () => {
      if (shared !== undefined) now = Math.max(now, await shared.latest());
    },
  };
}
