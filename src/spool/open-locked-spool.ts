import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { type Fault, ok, type Result } from "../fault/fault.ts";
import { openSpool, type Spool, type SpoolLimits } from "./spool.ts";
import { openSpoolFiles } from "./spool-files.ts";
import { lockSpool, type SpoolLock } from "./spool-lock.ts";

/** A spool that is this process's alone. */
export interface LockedSpool {
  readonly spool: Spool;
  readonly lock: SpoolLock;
}

/** How a spool is opened. */
export interface SpoolOpening {
  readonly folder: string;
  readonly limits: SpoolLimits;
  /** Told of each record that an earlier run left. */
  readonly found?: (record: Uint8Array) => void;
  /** What names the folder, for faults. */
  readonly path: string;
}

/** Holds a folder for this process and opens the spool in it. Refuses `spool-in-use`, `spool-unwritable`. */
export async function openLockedSpool(opening: SpoolOpening): Promise<Result<LockedSpool>> {
  const { folder, path } = opening;
  const lock = await lockSpool(folder).catch((error: Error) => error);
  if (lock instanceof Error) return refusing(spoolUnwritable(folder, path, lock));
  if ("heldBy" in lock) {
    const { pid, host } = lock.heldBy;
    return refusing({
      code: "spool-in-use",
      path,
      message: `process ${pid} on ${host} keeps its usage there`,
      value: folder,
      suggestion:
        "give each process a folder of its own; of one that is gone, remove the file lock",
    });
  }
  const spool = await openUnlockedSpool(opening);
  if (spool.ok) return ok({ spool: spool.value, lock });
  await lock.release();
  return spool;
}

/** Opens a spool in a folder that this process has already. Refuses `spool-unwritable`. */
export async function openUnlockedSpool(opening: SpoolOpening): Promise<Result<Spool>> {
  const { folder, limits, found, path } = opening;
  try {
    return ok(await openSpool(await openSpoolFiles(folder), limits, found));
  } catch (error) {
    return refusing(spoolUnwritable(folder, path, error as Error));
  }
}

const refusing = (fault: Fault): Result<never> => ({ ok: false, faults: [fault] });

const spoolUnwritable = (folder: string, path: string, error: Error): Fault => ({
  code: "spool-unwritable",
  path,
  message: `usage cannot be kept there: ${error.message}`,
  value: folder,
  suggestion: "name a folder on a disk that has room, and that this user may write",
});

/** Keeps events that were refused for good in `refused.ndjson` of the folder, a line each. */
export const setAside = (folder: string, events: readonly unknown[]): Promise<void> =>
  appendFile(
    join(folder, "refused.ndjson"),
    events.map((event) => `${JSON.stringify(event)}\n`).join(""),
    { mode: 0o600 },
  );
