import { assert } from "../fault/fault.ts";
import type { SegmentFile, SpoolFiles } from "./spool-files.ts";
import { frameBytes, framed, readRecords, recordBytesMax, writtenEnd } from "./spool-record.ts";

/** How large a spool may become. */
export interface SpoolLimits {
  /** Bytes that stand in all segments, and those that were promised a place. */
  readonly bytesMax: number;
  /** How large a segment is made. One that has no room for more goes when all its records are posted. */
  readonly segmentBytes: number;
}

/** Some hours of a busy gateway. After a crash a segment is read again whole, so one holds a few thousand calls. */
export const spoolLimits: SpoolLimits = { bytesMax: 1 << 30, segmentBytes: 512 << 10 };

/** Room that was promised before a call began, so that its end cannot fail for want of it. */
export interface SpoolPlace {
  /** Returns once the record survives a loss of power; gives the rest of the place back. Throws where the disk does. */
  readonly append: (content: Uint8Array) => Promise<void>;
  /** Gives the place back unused. */
  readonly release: () => void;
}

/** Some records, oldest first, and what says that they are done with. */
export interface SpoolBatch {
  readonly records: readonly Uint8Array[];
  /** They are not read again, unless a crash comes before the rest of their segment is done with too. */
  readonly done: () => Promise<void>;
}

/** Records that are kept until they are posted: each is read at least once, whatever happens in between. */
export interface Spool {
  /** Room for a record of so many bytes; undefined while the spool is full, or its disk takes nothing. */
  readonly place: (bytes: number) => SpoolPlace | undefined;
  /** The oldest records that are not done with; undefined where there are none, or a batch is out. */
  readonly next: (recordsMax: number) => Promise<SpoolBatch | undefined>;
  /** Whether the disk refused the last record. It is tried again whenever a place is asked for. */
  readonly isFailing: () => boolean;
  /** Whether anything waits to be posted. */
  readonly waiting: () => number;
  /** Waits for what is being written, and takes away what is done with. */
  readonly close: () => Promise<void>;
  /** Bytes that a crash left torn, or that were damaged since; they are set aside under names that end in `.torn`. */
  readonly tornBytes: number;
}

interface Segment {
  readonly name: string;
  bytes: number;
  /** Bytes that are done with: room for others, though they stand there until the segment goes. */
  freed: number;
  /** Records that are durable, and those of them that are done with. */
  count: number;
  done: number;
  /** The records, while they are in memory: those being written, and those being read. */
  held: Uint8Array[] | undefined;
  /** Whether nothing more is written to it. */
  ended: boolean;
}

interface Pending {
  readonly frame: Uint8Array;
  readonly content: Uint8Array;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

const extension = ".spool";
/** A segment that was made and that nothing was written to. */
interface Blank {
  readonly name: string;
  readonly file: SegmentFile;
}

/** What is written to see whether the disk takes anything. */
const trial = "trial";
const nameOf = (number: number): string => `${String(number).padStart(12, "0")}${extension}`;

/** Opens a spool: what an earlier run left is read first, and told of by `found`. One process at a time. Throws where the disk does. */
export async function openSpool(
  files: SpoolFiles,
  limits: SpoolLimits = spoolLimits,
  found: (record: Uint8Array) => void = () => undefined,
): Promise<Spool> {
  const segments: Segment[] = [];
  let tornBytes = 0;
  const names = await files.list();
  for (const name of names.filter((one) => one.endsWith(extension))) {
    const bytes = await files.read(name);
    const { records, end } = readRecords(bytes);
    const torn = bytes.subarray(end, writtenEnd(bytes));
    if (torn.length > 0) {
      tornBytes += torn.length;
      await files.keep(`${name}.torn`, torn);
      await files.truncate(name, end);
    }
    for (const record of records) found(record);
    if (records.length === 0) await files.remove(name);
    else
      segments.push({
        name,
        bytes: end,
        freed: 0,
        count: records.length,
        done: 0,
        held: undefined,
        ended: true,
      });
  }
  // What was set aside keeps its name.
  let number = Math.max(0, ...names.map((name) => Number.parseInt(name, 10) || 0));
  let stored = segments.reduce((total, { bytes }) => total + bytes, 0);
  let promised = 0;
  let file: SegmentFile | undefined;
  let blank: Promise<Blank> | undefined;
  let pending: Pending[] = [];
  let writing: Promise<void> | undefined;
  let reading = false;
  let isFailing = false;
  let isTrying = false;

  const failed = (error: unknown): never => {
    isFailing = true;
    throw error;
  };
  /** Has the next segment ready before it is needed, so that no record waits for it. */
  const makeBlank = (): Promise<Blank> => {
    number += 1;
    const name = nameOf(number);
    const made = files.create(name, limits.segmentBytes).then((file) => ({ name, file }));
    made.catch(() => undefined);
    return made;
  };
  const begin = async (): Promise<SegmentFile> => {
    const next = blank ?? makeBlank();
    blank = undefined;
    const made = await next;
    blank = makeBlank();
    segments.push({
      name: made.name,
      bytes: 0,
      freed: 0,
      count: 0,
      done: 0,
      held: [],
      ended: false,
    });
    file = made.file;
    return file;
  };
  const end = async (): Promise<void> => {
    const last = segments.at(-1);
    if (last === undefined || last.ended) return;
    last.ended = true;
    if (last !== segments[0]) last.held = undefined;
    const ending = file;
    file = undefined;
    // What was written is synced, and what is not taken away is read once more.
    await ending?.close().catch(() => undefined);
    await clear(last).catch(() => undefined);
  };

  /** One synced write for all that came in meanwhile. */
  const writeGroup = async (group: readonly Pending[]): Promise<void> => {
    const frames = Buffer.concat(group.map(({ frame }) => frame));
    const full = segments.at(-1);
    if (full !== undefined && full.bytes + frames.length > limits.segmentBytes) await end();
    const target = file ?? (await begin().catch(failed));
    const segment = segments.at(-1);
    assert(segment !== undefined && !segment.ended, "what is written belongs to the last segment");
    try {
      await target.write(frames, segment.bytes);
    } catch (error) {
      isFailing = true;
      // What stands behind the last write is unknown: the segment ends there, and a new one is begun.
      await files.truncate(segment.name, segment.bytes).catch(() => undefined);
      await end();
      throw error;
    }
    segment.bytes += frames.length;
    stored += frames.length;
    segment.count += group.length;
    segment.held?.push(...group.map(({ content }) => content));
  };
  const writeAll = async (): Promise<void> => {
    while (pending.length > 0) {
      const group = pending;
      pending = [];
      await writeGroup(group).then(
        () => {
          for (const { resolve } of group) resolve();
        },
        (error: unknown) => {
          for (const { reject } of group) reject(error);
        },
      );
    }
    writing = undefined;
  };
  const appended = (content: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => {
      pending.push({ frame: framed(content), content, resolve, reject });
      writing ??= writeAll();
    });

  /** Gives back the room of a segment that is done with, and takes it away where it has ended. */
  const clear = async (segment: Segment): Promise<void> => {
    if (segment.done < segment.count || !segments.includes(segment)) return;
    stored -= segment.bytes - segment.freed;
    segment.freed = segment.bytes;
    if (!segment.ended) return;
    segments.splice(segments.indexOf(segment), 1);
    await files.remove(segment.name);
  };

  /** Sees whether the disk takes as much as the largest record again. */
  const tryDisk = async (): Promise<void> => {
    isTrying = true;
    try {
      await files.keep(trial, new Uint8Array(recordBytesMax));
      isFailing = false;
      await files.remove(trial);
    } catch {
      // It is tried again by the next who asks.
    } finally {
      isTrying = false;
    }
  };

  blank = makeBlank();
  return {
    tornBytes,
    isFailing: () => isFailing,
    place: (bytes) => {
      const room = bytes + frameBytes;
      if (isFailing && !isTrying) void tryDisk();
      if (isFailing) return undefined;
      if (bytes > recordBytesMax || stored + promised + room > limits.bytesMax) return undefined;
      promised += room;
      let open = true;
      const release = (): void => {
        if (open) promised -= room;
        open = false;
      };
      return {
        release,
        append: async (content) => {
          assert(
            open && content.length <= bytes,
            "a place is used once, by a record that it holds",
          );
          try {
            await appended(content);
          } finally {
            release();
          }
        },
      };
    },
    next: async (recordsMax) => {
      const segment = segments.find(({ count, done }) => done < count);
      if (reading || segment === undefined) return undefined;
      reading = true;
      try {
        const written = async () => (await files.read(segment.name)).subarray(0, segment.bytes);
        segment.held ??= [...readRecords(await written()).records];
      } catch (error) {
        reading = false;
        throw error;
      }
      assert(segment.held.length === segment.count, "a segment holds what was written to it");
      const records = segment.held.slice(segment.done, segment.done + recordsMax);
      return {
        records,
        done: async () => {
          reading = false;
          segment.done += records.length;
          await clear(segment);
        },
      };
    },
    waiting: () => segments.reduce((total, { count, done }) => total + count - done, 0),
    close: async () => {
      await writing;
      await end();
      const unused = await blank?.catch(() => undefined);
      blank = undefined;
      await unused?.file.close();
      if (unused !== undefined) await files.remove(unused.name);
    },
  };
}
