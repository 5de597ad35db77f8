import { constants } from "node:fs";
import { mkdir, open, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A segment that is being written. */
export interface SegmentFile {
  /** Returns once these bytes stand there and survive a loss of power. */
  readonly write: (bytes: Uint8Array, at: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The files of a spool: what a test replaces by a disk that crashes. Names have no folder. Every call may throw. */
export interface SpoolFiles {
  /** Names in order. */
  readonly list: () => Promise<readonly string[]>;
  readonly read: (name: string) => Promise<Uint8Array>;
  /** Makes a file of so many zeros, which survives a loss of power, and so does its name. */
  readonly create: (name: string, bytes: number) => Promise<SegmentFile>;
  /** Cuts a file, durably. */
  readonly truncate: (name: string, length: number) => Promise<void>;
  /** Writes a whole file, durably, in the place of what was there. */
  readonly keep: (name: string, bytes: Uint8Array) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
}

/** On Linux a write is one call with its sync. Elsewhere such writes may stop in the disk's own memory, so each is synced by a call of its own. */
const syncedWrites = process.platform === "linux" ? constants.O_DSYNC : 0;

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
  const keep = async (name: string, bytes: Uint8Array, flag = "w"): Promise<void> => {
    await writeFile(at(name), bytes, { mode: 0o600, flag });
    await synced(at(name));
    await synced(folder);
  };
  const remove = (name: string): Promise<void> => rm(at(name), { force: true });
  return {
    list: async () => (await readdir(folder)).sort(),
    read: (name) => readFile(at(name)),
    create: async (name, bytes) => {
      await keep(name, new Uint8Array(bytes), "wx").catch(async (error: NodeJS.ErrnoException) => {
        // A part of it would take the room that the next try needs; what was there before is another's.
        if (error.code !== "EEXIST") await remove(name).catch(() => undefined);
        throw error;
      });
      const handle = await open(at(name), constants.O_RDWR | syncedWrites);
      return {
        write: async (piece, place) => {
          for (let written = 0; written < piece.length; ) {
            const rest = piece.length - written;
            const { bytesWritten } = await handle.write(piece, written, rest, place + written);
            written += bytesWritten;
          }
          if (syncedWrites === 0) await handle.datasync();
        },
        close: () => handle.close(),
      };
    },
    truncate: async (name, length) => {
      await truncate(at(name), length);
      await synced(at(name));
    },
    keep,
    remove,
  };
}
