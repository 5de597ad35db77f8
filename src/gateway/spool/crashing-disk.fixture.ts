import type { SegmentFile, SpoolFiles } from "./spool-files.ts";

interface StoredFile {
  bytes: Uint8Array;
  /** How many of them survive for sure. */
  synced: number;
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
    write: async (bytes) => {
      const half = bytes.subarray(0, bytes.length >> 1);
      file.bytes = Buffer.concat([file.bytes, half]);
      await step();
      file.bytes = Buffer.concat([file.bytes, bytes.subarray(half.length)]);
    },
    sync: async () => {
      await step();
      file.synced = file.bytes.length;
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
    create: async (name) => {
      await step();
      if (files.has(name)) throw new Error(`there is a file ${name}`);
      const file: StoredFile = { bytes: new Uint8Array(), synced: 0 };
      files.set(name, file);
      return opened(file);
    },
    truncate: async (name, length) => {
      await step();
      const file = found(name);
      file.bytes = file.bytes.slice(0, length);
      file.synced = length;
    },
    keep: async (name, bytes) => {
      await step();
      files.set(name, { bytes: Uint8Array.from(bytes), synced: bytes.length });
    },
    remove: async (name) => {
      await step();
      files.delete(name);
    },
    afterCrash: (keptShare, damage, next) => {
      const survived = [...files].map(([name, { bytes, synced }]): [string, StoredFile] => {
        const kept = bytes.slice(0, synced + Math.floor((bytes.length - synced) * keptShare));
        if (damage && kept.length > synced) kept[kept.length - 1] = (kept.at(-1) ?? 0) ^ 0x55;
        return [name, { bytes: kept, synced: kept.length }];
      });
      return crashingDisk(next, [], new Map(survived));
    },
  };
}
