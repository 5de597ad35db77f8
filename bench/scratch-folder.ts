import { rmSync } from "node:fs";
import { chmod, mkdir, mkdtemp } from "node:fs/promises";
import { join } from "node:path";

/**
 * A folder for a database of this run; beside the repository's own data, where a flush is a flush. Open to be entered, for
 * a Postgres that runs under another account.
 */
export async function scratchFolder(): Promise<string> {
  const parent = join(process.cwd(), ".florin");
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, "bench-"));
  await chmod(folder, 0o755);
  return folder;
}

/** Removes it with everything in it. */
export const removeScratchFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true });
