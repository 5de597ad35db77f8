import type { SegmentFile, SpoolFiles } from "./spool-files.ts";

interface StoredFile {
  /** What is read. */
  bytes: Uint8Array;
  /** What survives for sure. */
  synced: Uint8Array;
}

/** A disk in memory that loses power before its `crashAt`th operation: from then on each of them throws. */
export interface CrashingDisk extends SpoolFiles {
  /** What the next run finds: of what was not synced a part, and of that the last byte may be wrong. */
  readonly afterCrash: (keptShare: number, damage: boolean, crashAt: number) => CrashingDisk;
  readonly hasCrashed: () => boolean;
}

/** A disk with these files; `failsAt` are operations that fail though the power stays. */
export function crashingDisk(
  crashAt: number,
  failsAt: readonly number[] = [],
  files: Map<string, StoredFile> = new Map(),
): CrashingDisk {
  let operations = 0;
  const step = async (): Promise<void> => {
    await Promise.resolve();
    operations += 1;
    if (operations >= crashAt) throw new Error("no power");
    if (failsAt.includes(operations)) throw new Error("the disk failed");
  };
  const found = (name: string): StoredFile => {
    const file = files.get(name);
    if (file === undefined) throw new Error(`no file ${name}`);
    return file;
  };
  const opened = (file: StoredFile): SegmentFile => ({
    write: async (bytes, at) => {
      file.bytes = withBytes(file.bytes, bytes.subarray(0, bytes.length >> 1), at);
      await step();
      file.bytes = withBytes(file.bytes, bytes, at);
      file.synced = withBytes(file.synced, bytes, at);
    },
    close: step,
  });
  return {
    hasCrashed: () => operations >= crashAt,
    list: async () => {
      await step();
      return [...files.keys()].sort();
    },
    read: async (name) => {
      await step();
      return found(name).bytes;
    },
    create: async (name, bytes) => {
      await step();
      if (files.has(name)) throw new Error(`there is a file ${name}`);
      const file: StoredFile = { bytes: new Uint8Array(bytes), synced: new Uint8Array(bytes) };
      files.set(name, file);
      return opened(file);
    },
    truncate: async (name, length) => {
      await step();
      const file = found(name);
      file.bytes = file.bytes.slice(0, length);
      file.synced = file.bytes;
    },
    keep: async (name, bytes) => {
      await step();
      files.set(name, { bytes: Uint8Array.from(bytes), synced: Uint8Array.from(bytes) });
    },
    remove: async (name) => {
      await step();
      files.delete(name);
    },
    afterCrash: (keptShare, damage, next) => {
      const survived = [...files].map(([name, { bytes, synced }]): [string, StoredFile] => {
        const open = bytes.findIndex((byte, at) => byte !== synced[at]);
        const from = open < 0 ? bytes.length : open;
        const until = from + Math.floor((bytes.length - from) * keptShare);
        const kept = withBytes(synced, bytes.slice(from, until), from);
        if (damage && until > from) kept[until - 1] = (kept[until - 1] ?? 0) ^ 0x55;
        return [name, { bytes: kept, synced: kept }];
      });
      return crashingDisk(next, [], new Map(survived));
    },
  };
}

/** Some bytes with others in their place, longer where they reach beyond the end. */
function withBytes(bytes: Uint8Array, others: Uint8Array, at: number): Uint8Array {
  const made = new Uint8Array(Math.max(bytes.length, at + others.length));
  made.set(bytes);
  made.set(others, at);
  return made;
}
