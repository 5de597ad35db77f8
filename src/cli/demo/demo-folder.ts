import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { ok, type Result, refuse } from "../../fault/fault.ts";
import { writePrivate } from "../../services/installation.ts";
import { isAlive } from "../../store/embedded/postmaster.ts";
import { endUnusedServer } from "../../store/embedded-postgres.ts";

/** The file by which a demonstration knows its own folder again; nothing else is ever emptied. */
export const demoMarker = "florin-demo.json";

interface DemoMark {
  readonly note: string;
  /** The process that runs it, or ran it. */
  readonly pid: number;
  /** Where it is served; absent while it starts. */
  readonly origin?: string;
}

/** Says in the folder who runs the demonstration, and where it is served once it is. */
export function markDemoFolder(folder: string, origin?: string): Promise<void> {
  const note = "The folder of a Florin demonstration: it is emptied when the next one starts.";
  const mark: DemoMark = { note, pid: process.pid, ...(origin === undefined ? {} : { origin }) };
  return writePrivate(join(folder, demoMarker), `${JSON.stringify(mark)}\n`);
}

/** Refuses `demo-running` where a demonstration in this folder is being served, and says where. Touches nothing. */
export async function notRunningIn(folder: string): Promise<Result<undefined>> {
  const mark = await readMark(folder);
  if (mark?.origin === undefined || mark.pid === process.pid) return ok(undefined);
  if (!isAlive(mark.pid) || !(await answers(mark.origin))) return ok(undefined);
  return refuse({
    code: "demo-running",
    path: "--data",
    message: `a demonstration in ${folder} is being served on ${mark.origin} (process ${mark.pid}); it goes on untouched`,
    suggestion: `open ${mark.origin}, or stop it there with Ctrl-C; for a second one: --data ${folder}-2 --port 0`,
  });
}

/**
 * Makes the folder of a demonstration, or empties the one of an earlier demonstration and ends the database that it left.
 * Refuses `foreign-folder` and `not-a-folder` where no demonstration made it, and `folder-in-use`; then it stays as it is.
 */
export async function takeDemoFolder(folder: string): Promise<Result<undefined>> {
  const found = await stat(folder).catch(absent);
  if (found !== undefined && !found.isDirectory())
    return refuse({
      code: "not-a-folder",
      path: "--data",
      message: "there is a file of this name",
      value: folder,
      suggestion: "name a folder that is empty, or not there yet",
    });
  const entries = found === undefined ? [] : await readdir(folder);
  if (entries.length > 0 && (await readMark(folder)) === undefined)
    return refuse({
      code: "foreign-folder",
      path: "--data",
      message: "this folder is not empty and no demonstration made it, so it is not emptied",
      value: folder,
      suggestion: "name a folder that is empty or not there yet, or remove this one yourself",
    });
  const users = await endUnusedServer(join(folder, "pg"));
  if (users.length > 0)
    return refuse({
      code: "folder-in-use",
      path: "--data",
      message: `the database in this folder is used by process ${users.join(", ")}`,
      value: folder,
      suggestion: "stop that first, or name another folder",
    });
  await mkdir(folder, { recursive: true });
  // The marker goes last, if ever: a start that is interrupted leaves a folder that the next one may take.
  for (const entry of entries)
    if (entry !== demoMarker) await rm(join(folder, entry), { recursive: true, force: true });
  await markDemoFolder(folder);
  return ok(undefined);
}

async function readMark(folder: string): Promise<DemoMark | undefined> {
  const text = await readFile(join(folder, demoMarker), "utf8").catch(absent);
  if (text === undefined) return undefined;
  try {
    const { note = "", pid = 0, origin } = JSON.parse(text) as Partial<DemoMark>;
    return { note, pid: Number(pid), ...(origin === undefined ? {} : { origin }) };
  } catch {
    return { note: "", pid: 0 };
  }
}

const missing = new Set(["ENOENT", "ENOTDIR"]);

/** What is not there is undefined; any other failure of the disk is thrown. */
function absent(error: NodeJS.ErrnoException): undefined {
  if (!missing.has(error.code ?? "")) throw error;
}

/** Whether a Florin answers there; another program may have the port by now. */
async function answers(origin: string): Promise<boolean> {
  try {
    const health = await fetch(`${origin}/health`, { signal: AbortSignal.timeout(2_000) });
    return health.ok && (await health.text()).includes('"ok"');
  } catch {
    return false;
  }
}
