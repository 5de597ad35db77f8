import {
  type BackupFoot,
  type BackupHead,
  type BackupManifest,
  backupFormat,
  footOf,
  rowCounter,
  type TableHead,
  type TableSum,
} from "./backup-format.ts";

/** What is done with a backup as it is read. */
export interface BackupSink {
  readonly onHead: (head: BackupHead) => Promise<void>;
  /** Must read all rows, in blocks of whole lines. */
  readonly onTable: (head: TableHead, rows: AsyncIterable<Uint8Array>) => Promise<void>;
}

/** Longest line of a description; rows have no such bound. */
const lineBytesMax = 64 * 1024 * 1024;
const newline = 10;
const end = Buffer.from("\\.\n");
const endAfterRow = Buffer.from("\n\\.\n");

const damaged = (what: string): Error =>
  Object.assign(new Error(`the backup is damaged: ${what}`), { code: "backup-damaged" });

const foreign = (): Error =>
  Object.assign(new Error("this is no backup that this version can read"), {
    code: "not-a-backup",
  });

/**
 * Reads a backup from its unpacked bytes to its end, and answers what it is. Throws `not-a-backup` where it is none, and `backup-damaged`
 * where any of it is not as it was written: the sums of all rows are compared, and an end must be there.
 */
export async function readBackup(
  bytes: AsyncIterable<Buffer>,
  sink: BackupSink,
): Promise<BackupManifest> {
  const source = openSource(bytes);
  const head = headIn(await source.line());
  await sink.onHead(head);
  const sums: TableSum[] = [];
  for (;;) {
    const next = parsed(await source.line());
    if (!("table" in next)) {
      const foot = checkedFoot(next, sums);
      if (!(await source.isAtEnd())) throw damaged("something stands behind its end");
      return { ...head, ...foot };
    }
    const table = tableHeadIn(next);
    const counter = rowCounter(table);
    await sink.onTable(table, counted(source.rows(), counter.add));
    const sum = counter.sum();
    const stated = parsed(await source.line());
    if (JSON.stringify(stated) !== JSON.stringify(sum))
      throw damaged(`the rows of ${table.table} are not those that were written`);
    sums.push(sum);
  }
}

async function* counted(
  rows: AsyncIterable<Uint8Array>,
  add: (block: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const block of rows) {
    add(block);
    yield block;
  }
}

function headIn(line: string): BackupHead {
  let head: Partial<BackupHead>;
  try {
    head = JSON.parse(line);
  } catch {
    throw foreign();
  }
  if (head?.florin !== "backup" || head.format !== backupFormat) throw foreign();
  if (!Array.isArray(head.migrations)) throw damaged("it names no schema");
  return head as BackupHead;
}

function parsed(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch {}
  throw damaged("a line that describes it cannot be read");
}

function tableHeadIn(line: Readonly<Record<string, unknown>>): TableHead {
  const { table, columns, months } = line;
  if (typeof table !== "string" || !Array.isArray(columns) || !Array.isArray(months))
    throw damaged("a table of it is not described");
  return { table, columns, months };
}

function checkedFoot(
  foot: Readonly<Record<string, unknown>>,
  sums: readonly TableSum[],
): BackupFoot {
  if (!Array.isArray(foot.sequences)) throw damaged("its end cannot be read");
  const expected = footOf(sums, foot.sequences);
  if (JSON.stringify(expected) !== JSON.stringify(foot))
    throw damaged("its end does not fit what comes before");
  return expected;
}

/** The unpacked bytes, as they are asked for. */
interface Source {
  /** The next line, without its end. */
  readonly line: () => Promise<string>;
  /** Rows up to the line that ends them, in blocks of whole lines. */
  readonly rows: () => AsyncGenerator<Buffer>;
  readonly isAtEnd: () => Promise<boolean>;
}

function openSource(bytes: AsyncIterable<Buffer>): Source {
  const chunks = bytes[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  const readMore = async (): Promise<boolean> => {
    const { value, done } = await chunks.next();
    if (done === true) return false;
    rest = rest.length === 0 ? value : Buffer.concat([rest, value]);
    return true;
  };
  const more = async (): Promise<void> => {
    if (!(await readMore())) throw damaged("it ends early");
  };
  return {
    line: async () => {
      let at = rest.indexOf(newline);
      while (at < 0) {
        if (rest.length > lineBytesMax) throw damaged("a line that describes it has no end");
        await more();
        at = rest.indexOf(newline);
      }
      const line = rest.toString("utf8", 0, at);
      rest = rest.subarray(at + 1);
      return line;
    },
    rows: async function* () {
      for (;;) {
        const first = rest.subarray(0, end.length).equals(end);
        const last = first ? -1 : rest.indexOf(endAfterRow);
        if (first || last >= 0) {
          const block = rest.subarray(0, last + 1);
          rest = rest.subarray(last + 1 + end.length);
          if (block.length > 0) yield block;
          return;
        }
        const whole = rest.lastIndexOf(newline) + 1;
        // The line that ends the rows may be cut in two, so what follows the last whole line stays.
        if (whole > 0) {
          const block = rest.subarray(0, whole);
          rest = rest.subarray(whole);
          yield block;
        }
        await more();
      }
    },
    isAtEnd: async () => rest.length === 0 && !(await readMore()),
  };
}
