import { ok, type Result, refuse } from "../fault/fault.ts";
import { formatInstant, type Instant } from "../time/instant.ts";

/** The server's idea of now. Nothing else in the server reads the time. */
export interface ServerClock {
  readonly mode: "real" | "manual";
  readonly now: () => Instant;
  /** Moves a manual clock forward. Refuses `clock-not-manual` and `clock-backwards`. */
  readonly advanceTo: (instant: Instant) => Result<Instant>;
}

let latest = 0;

/** Real time, in whole milliseconds. It stands still where the machine's clock is set back: time never runs backwards. */
export const realClock: ServerClock = {
  mode: "real",
  now: () => {
    latest = Math.max(latest, Date.now());
    return latest;
  },
  advanceTo: () =>
    refuse({
      code: "clock-not-manual",
      path: "/now",
      message: "this server runs on real time",
      suggestion: "start it with --clock <instant> to move time yourself",
    }),
};

/** A clock that stands until it is moved: for demonstrations, tests and replays of the past. */
export function manualClock(start: Instant): ServerClock {
  let now = start;
  return {
    mode: "manual",
    now: () => now,
    advanceTo: (instant) => {
      if (instant < now)
        return refuse({
          code: "clock-backwards",
          path: "/now",
          message: `the clock shows ${formatInstant(now)} and does not run backwards`,
          value: formatInstant(instant),
        });
      now = instant;
      return ok(now);
    },
  };
}
