import { type Fault, ok, type Result } from "../fault/fault.ts";
import type { Pool } from "../store/connection.ts";
import {
  addInstallationClock,
  booksWrittenUntil,
  findInstallationClock,
  type InstallationClock,
  moveInstallationClock,
} from "../store/installation-clock.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { type InstallationTime, manualClock, realClock, type SharedTime } from "./clock.ts";

/** How far a machine's clock may be behind the books of another machine: it waits there for its own time to come. */
const machineBehindMaxMs = 5 * 60_000;

/**
 * Opens the clock that the installation's books are kept on. Its mode is part of the books from the first start on, and so
 * is the latest instant they may have reached: `manualStart` undefined asks for real time, else for a manual clock that
 * stands there. `machine` is the machine's clock. Refuses `clock-is-manual`, `clock-is-real` and `clock-before-books`.
 */
export async function openKeptClock(
  pool: Pool,
  manualStart: Instant | undefined,
  machine: () => Instant,
): Promise<Result<InstallationTime>> {
  const wanted: InstallationClock =
    manualStart === undefined
      ? { mode: "real", latest: machine() }
      : { mode: "manual", latest: manualStart };
  const found = await findInstallationClock(pool);
  if (found === undefined) {
    const written = await booksWrittenUntil(pool);
    const early = written === undefined ? undefined : tooEarly(wanted, written, adopted);
    if (early !== undefined) return { ok: false, faults: [early] };
  }
  const kept = found ?? (await addInstallationClock(pool, wanted));
  const fault = otherMode(wanted, kept) ?? tooEarly(wanted, kept.latest);
  if (fault !== undefined) return { ok: false, faults: [fault] };

  const latest = await moveInstallationClock(pool, wanted.latest);
  const shared: SharedTime = {
    latest: async () => (await findInstallationClock(pool))?.latest ?? latest,
    moveTo: (instant) => moveInstallationClock(pool, instant),
  };
  return ok(
    wanted.mode === "real" ? realClock(machine, latest, shared) : manualClock(latest, shared),
  );
}

const elsewhere = "give another folder with --data, or another database";

function otherMode(wanted: InstallationClock, kept: InstallationClock): Fault | undefined {
  if (wanted.mode === kept.mode) return undefined;
  const latest = formatInstant(kept.latest);
  if (kept.mode === "manual")
    return {
      code: "clock-is-manual",
      path: "--clock",
      message: `these books are kept on a manual clock, which stands at ${latest}; on real time everything due since would be billed at once`,
      suggestion: `start with --clock ${latest} or later, or ${elsewhere}`,
    };
  return {
    code: "clock-is-real",
    path: "--clock",
    message: "these books are kept on real time, and stay so",
    value: formatInstant(wanted.latest),
    suggestion: `start without --clock, or ${elsewhere}`,
  };
}

/** Books of before clocks were kept do not say whether they are made up. */
const adopted = " or, if its books are made up, start with --clock";

function tooEarly(wanted: InstallationClock, written: Instant, or = ""): Fault | undefined {
  const behindMax = wanted.mode === "real" ? machineBehindMaxMs : 0;
  if (wanted.latest >= written - behindMax) return undefined;
  const until = formatInstant(written);
  return {
    code: "clock-before-books",
    path: "--clock",
    message: `the books are written up to ${until}, and time does not run backwards`,
    value: formatInstant(wanted.latest),
    suggestion:
      wanted.mode === "real"
        ? `set this machine's clock${or === "" ? "" : `${or} ${until}`}, or ${elsewhere}`
        : `start with --clock ${until} or later, or ${elsewhere}`,
  };
}
