import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Holds a spool's folder for this process, or names the one that has it. What a killed process held is taken over. */
export async function lockSpool(
  folder: string,
): Promise<{ readonly release: () => Promise<void> } | { readonly heldBy: number }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "lock");
  const take = () => writeFile(file, String(process.pid), { flag: "wx", mode: 0o600 });
  try {
    await take();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const holder = Number(await readFile(file, "utf8"));
    if (holder !== process.pid && isAlive(holder)) return { heldBy: holder };
    await rm(file, { force: true });
    await take();
  }
  return { release: () => rm(file, { force: true }) };
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
