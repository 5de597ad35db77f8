import { randomBytes } from "node:crypto";
import { link, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { assert } from "../fault/fault.ts";

/** What an installation keeps beside its database. The secret belongs to the database: one moves with the other. */
export interface Installation {
  readonly folder: string;
  /** Secret that API keys are hashed under. */
  readonly pepper: Uint8Array;
  /** Where the first API key is written, readable by its owner alone. */
  readonly apiKeyFile: string;
}

const pepperBytes = 32;

/** Opens the installation's folder, making it and its secret the first time. */
export async function openInstallation(folder: string): Promise<Installation> {
  return (await findInstallation(folder)) ?? makeInstallation(folder);
}

/** The installation of a folder; undefined where none was made there. Throws where its secret is damaged. */
export async function findInstallation(folder: string): Promise<Installation | undefined> {
  const file = pepperFile(folder);
  const pepper = await readIfThere(file);
  if (pepper === undefined) return undefined;
  if (pepper.length !== pepperBytes)
    throw new Error(
      `${file} is damaged: it holds ${pepper.length} bytes, not ${pepperBytes}. Restore it from a backup; or delete it, and every API key with it`,
    );
  return { folder, pepper, apiKeyFile: join(folder, "api-key") };
}

async function makeInstallation(folder: string): Promise<Installation> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const file = pepperFile(folder);
  const fresh = freshName(file);
  await writeWhole(fresh, randomBytes(pepperBytes));
  try {
    // Of several processes that start at once one gives the name; the others find it taken and read what is there.
    await link(fresh, file);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  } finally {
    await rm(fresh, { force: true });
  }
  const made = await findInstallation(folder);
  assert(made !== undefined, "a secret that was written is there");
  return made;
}

const pepperFile = (folder: string): string => join(folder, "pepper");

const freshName = (file: string): string =>
  `${file}.${process.pid}-${randomBytes(4).toString("hex")}`;

/** The bytes of a file; undefined where there is none. */
export async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && "code" in error ? error.code : undefined;

/** Writes a text that only its owner may read: whole or not at all, and on the disk when this resolves. */
export async function writePrivate(file: string, text: string): Promise<void> {
  const fresh = freshName(file);
  try {
    await writeWhole(fresh, text);
    await rename(fresh, file);
  } finally {
    await rm(fresh, { force: true });
  }
}

async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const opened = await open(file, "wx", 0o600);
  try {
    await opened.writeFile(content);
    await opened.sync();
  } finally {
    await opened.close();
  }
}
