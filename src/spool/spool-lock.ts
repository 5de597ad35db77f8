import { randomUUID } from "node:crypto";
import { readlinkSync } from "node:fs";
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as later } from "node:timers/promises";

/** A process that holds a spool. */
export interface SpoolOwner {
  readonly pid: number;
  /** The machine, and where there is one the container, in which the process has its number. */
  readonly host: string;
  /** Unlike that of any other owner. */
  readonly token: string;
}

/** A spool that is held by this process alone. */
export interface SpoolLock {
  readonly release: () => Promise<void>;
  /** Says that it is held still; false where another took it, since this process was away for too long. */
  readonly beat: () => Promise<boolean>;
}

/** What a lock asks of the machine. */
export interface LockParts {
  readonly self: Omit<SpoolOwner, "token">;
  readonly isAlive: (pid: number) => boolean;
  readonly wait: (ms: number) => Promise<void>;
}

/** How often an owner says that it is there. */
export const beatMs = 5_000;
/** An owner elsewhere that says nothing for so long is gone. */
const silenceMs = 3 * beatMs;

/** What this process holds itself. */
const heldHere = new Set<string>();

/** This process. */
export const thisProcess: LockParts = {
  self: { pid: process.pid, host: `${hostname()} ${processSpace()}` },
  isAlive,
  wait: (ms) => later(ms),
};

/**
 * Holds a spool's folder for this process, or names the one that has it. What an owner held that is gone is taken over by one process, however
 * many try: it takes the one place behind the owner's token, and only then the owner's own. An owner elsewhere, whose process cannot be
 * looked for, is gone where it has not said for 15 seconds that it is there.
 */
export async function lockSpool(
  folder: string,
  parts: LockParts = thisProcess,
): Promise<SpoolLock | { readonly heldBy: SpoolOwner }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const me: SpoolOwner = { ...parts.self, token: randomUUID() };
  const lock = join(folder, "lock");
  const behind = (token: string): string => join(folder, `lock-after-${token}`);
  const own = join(folder, `lock-of-${me.token}`);
  await writeFile(own, JSON.stringify(me), { flag: "wx", mode: 0o600 });
  const held: SpoolLock = {
    release: async () => {
      heldHere.delete(me.token);
      if ((await ownerIn(lock))?.token === me.token) await rm(lock, { force: true });
    },
    beat: async () => {
      if ((await ownerIn(lock))?.token !== me.token) return false;
      const now = new Date();
      await utimes(lock, now, now);
      return true;
    },
  };
  try {
    for (;;) {
      // Linked when its content is written, so that nobody finds it empty.
      if (await linked(own, lock)) {
        heldHere.add(me.token);
        return held;
      }
      const owners = await successionFrom(lock, behind);
      const [first] = owners;
      const last = owners.at(-1);
      if (first === undefined || last === undefined) continue;
      const at = owners.length === 1 ? lock : behind(owners.at(-2)?.token ?? "");
      if (!(await isGone(last, at, parts))) return { heldBy: last };
      if (!(await linked(own, behind(last.token)))) continue;
      if ((await ownerIn(lock))?.token !== first.token) {
        // Somebody else has come to the end of it in between.
        await rm(behind(last.token), { force: true });
        continue;
      }
      await rename(own, lock);
      heldHere.add(me.token);
      for (const { token } of owners) await rm(behind(token), { force: true });
      return held;
    }
  } finally {
    await rm(own, { force: true });
  }
}

/** The owner of a lock, and those who took it over one after the other without coming to the end of it. */
async function successionFrom(
  lock: string,
  behind: (token: string) => string,
): Promise<readonly SpoolOwner[]> {
  const owners: SpoolOwner[] = [];
  for (let at = lock; ; ) {
    const owner = await ownerIn(at);
    if (owner === undefined) return owners;
    owners.push(owner);
    at = behind(owner.token);
  }
}

async function isGone(
  owner: SpoolOwner,
  file: string,
  { self, isAlive, wait }: LockParts,
): Promise<boolean> {
  if (owner.host === self.host)
    return owner.pid === self.pid ? !heldHere.has(owner.token) : !isAlive(owner.pid);
  const before = await saidAt(file);
  await wait(silenceMs);
  return (await saidAt(file)) === before;
}

const saidAt = async (file: string): Promise<number | undefined> => {
  try {
    return (await stat(file)).mtimeMs;
  } catch {
    return undefined;
  }
};

/** Undefined where there is no such file. One that a loss of power left empty belongs to an owner elsewhere, who says nothing. */
async function ownerIn(file: string): Promise<SpoolOwner | undefined> {
  try {
    const { pid, host, token } = JSON.parse(await readFile(file, "utf8")) as Partial<SpoolOwner>;
    return { pid: Number(pid), host: String(host), token: String(token) };
  } catch (error) {
    if (error instanceof SyntaxError) return { pid: 0, host: "unknown", token: "unknown" };
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** Which numbers of processes mean the same: those of one container. Nothing where the system does not say. */
function processSpace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return "";
  }
}
