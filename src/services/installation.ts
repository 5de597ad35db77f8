import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What an installation keeps beside its database. */
export interface Installation {
  readonly folder: string;
  /** Secret that API keys are hashed under. */
  readonly pepper: Uint8Array;
  /** Where the first API key is written, readable by its owner alone. */
  readonly apiKeyFile: string;
}

/** Opens the installation's folder, making its secret the first time. */
export async function openInstallation(folder: string): Promise<Installation> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const file = join(folder, "pepper");
  const pepper = (await readIfThere(file)) ?? (await writeSecret(file, randomBytes(32)));
  return { folder, pepper, apiKeyFile: join(folder, "api-key") };
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

async function writeSecret(file: string, secret: Buffer): Promise<Buffer> {
  await writeFile(file, secret, { mode: 0o600 });
  return secret;
}

/** Writes a text that only its owner may read. */
export const writePrivate = (file: string, text: string): Promise<void> =>
  writeFile(file, text, { mode: 0o600 });
