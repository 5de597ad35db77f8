import { mkdir, open, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A segment that is being written. */
export interface SegmentFile {
  /** Adds bytes at the end. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Returns once everything written survives a loss of power. */
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The files of a spool: what a test replaces by a disk that crashes. Names have no folder. Every call may throw. */
export interface SpoolFiles {
  /** Names in order. */
  readonly list: () => Promise<readonly string[]>;
  readonly read: (name: string) => Promise<Uint8Array>;
  /** Makes an empty file, whose name survives a loss of power. */
  readonly create: (name: string) => Promise<SegmentFile>;
  /** Cuts a file, durably. */
  readonly truncate: (name: string, length: number) => Promise<void>;
  /** Writes a whole file, durably, in the place of what was there. */
  readonly keep: (name: string, bytes: Uint8Array) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
}

/** Files of a folder, which is made where it is missing; others cannot read them, for they name customers. */
export async function openSpoolFiles(folder: string): Promise<SpoolFiles> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const at = (name: string): string => join(folder, name);
  const synced = async (path: string): Promise<void> => {
    const handle = await open(path, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  };
  return {
    list: async () => (await readdir(folder)).sort(),
    read: (name) => readFile(at(name)),
    create: async (name) => {
      const handle = await open(at(name), "ax", 0o600);
      await synced(folder);
      return {
        write: async (bytes) => {
          for (let written = 0; written < bytes.length; )
            written += (await handle.write(bytes, written)).bytesWritten;
        },
        sync: () => handle.datasync(),
        close: () => handle.close(),
      };
    },
    truncate: async (name, length) => {
      await truncate(at(name), length);
      await synced(at(name));
    },
    keep: async (name, bytes) => {
      await writeFile(at(name), bytes, { mode: 0o600 });
      await synced(at(name));
      await synced(folder);
    },
    remove: (name) => rm(at(name), { force: true }),
  };
}
