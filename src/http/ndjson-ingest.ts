import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { type IngestAnswer, type ItemAnswer, rejectedItem } from "../services/ingest.ts";
import { bodyBytesMax, bodyChunks, isPacked } from "./bodies.ts";
import { eventOf } from "./event-items.ts";
import { Refusal } from "./problem.ts";
import { decodeUtf8, hiddenFault, parseJson } from "./strict-json.ts";
import { dropRestOrClose } from "./unread-body.ts";

/** Lines written together, and the longest line. */
const linesPerBatch = 1_000;
const lineBytesMax = 262_144;
/** Blank bytes that may stand between two lines: as many as a line has. */
const blankBytesMax = lineBytesMax;

/** An item of a stream and its line, counted from 1. */
interface LineAnswer extends ItemAnswer {
  readonly line: number;
}

/** A line as it was read: an item to store, or why it is none. */
export type Read = { readonly line: number; readonly item: unknown } | LineAnswer;

/**
 * Ingests a stream of JSON lines as it arrives and answers with one line each, in order, after its commit. A line that is
 * cut short, is too long, is not UTF-8 or is not JSON is rejected by itself. Reading waits for the database, so a fast
 * sender is slowed down and memory holds one batch.
 *
 * A body that is no stream of lines is not read to its end: one that unpacks to far more than came, goes on blank, or in
 * one line. The lines before are stored and the last answer says why; where there are none, the request is refused.
 */
export async function ingestLines(
  request: IncomingMessage,
  body: Readable,
  ingest: (items: readonly unknown[]) => Promise<IngestAnswer>,
): Promise<Readable> {
  const batches = answers(body, ingest);
  const first = await batches.next();
  return Readable.from(
    (async function* () {
      if (first.done === true) return;
      yield first.value;
      yield* batches;
      void dropRestOrClose(request);
    })(),
  );
}

async function* answers(
  body: Readable,
  ingest: (items: readonly unknown[]) => Promise<IngestAnswer>,
): AsyncGenerator<string> {
  let batch: Read[] = [];
  for await (const read of readLines(body)) {
    batch.push(read);
    if (batch.length < linesPerBatch) continue;
    yield await answerBatch(batch, ingest);
    batch = [];
  }
  if (batch.length > 0) yield await answerBatch(batch, ingest);
}

async function answerBatch(
  batch: readonly Read[],
  ingest: (items: readonly unknown[]) => Promise<IngestAnswer>,
): Promise<string> {
  const items = batch.flatMap((read) => ("item" in read ? [read.item] : []));
  const stored = items.length === 0 ? [] : await storedWhenThereIsRoom(items, ingest);
  return answerLines(batch, stored);
}

/** One line of answer for each line read; `stored` answers the items in order. */
export function answerLines(lines: readonly Read[], stored: readonly ItemAnswer[]): string {
  let next = 0;
  const answered = lines.map((read): LineAnswer => {
    if (!("item" in read)) return read;
    const answer = stored[next];
    next += 1;
    return { line: read.line, ...(answer ?? { status: "rejected" }) };
  });
  return answered.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** Reads a whole body of lines, with a limit on its size. */
export async function readAllLines(
  body: Readable,
): Promise<{ readonly bytes: Buffer; readonly lines: readonly Read[] }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bodyChunks(body)) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > bodyBytesMax)
      throw new Refusal(
        "body-too-large",
        `a stream with an Idempotency-Key has at most ${bodyBytesMax} bytes`,
        [],
        { connection: "close" },
      );
  }
  const bytes = Buffer.concat(chunks);
  const lines: Read[] = [];
  for await (const line of readLines(Readable.from([bytes]))) lines.push(line);
  return { bytes, lines };
}

/** A stream is its own back-pressure: it waits for room instead of failing, a bounded number of times. */
async function storedWhenThereIsRoom(
  items: readonly unknown[],
  ingest: (items: readonly unknown[]) => Promise<IngestAnswer>,
): Promise<readonly ItemAnswer[]> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const answer = await ingest(items);
    if (answer !== "overloaded") return answer;
    await new Promise((resolve) => setTimeout(resolve, 20 * (attempt + 1)));
  }
  const message = "the server stayed too busy to take this line; send it again";
  return items.map(() => ({
    status: "rejected",
    errors: [{ code: "overloaded", path: "", message }],
  }));
}

/** The lines of a body; one that breaks off ends with a refusal in place of the line that did not come. */
async function* readLines(body: Readable): AsyncGenerator<Read> {
  const lines = lineReader(isPacked(body));
  let isFirst = true;
  try {
    for await (const chunk of bodyChunks(body)) {
      for (const read of lines.take(chunk)) {
        isFirst = false;
        yield read;
      }
    }
  } catch (error) {
    if (isFirst && error instanceof Refusal) throw error;
    yield brokenOff(lines.next(), error);
    return;
  }
  yield* lines.rest();
}

interface LineReader {
  /** The lines that end in this chunk. Throws a refusal where the body is none that is worth reading on. */
  readonly take: (chunk: Buffer) => Iterable<Read>;
  /** The line without an end that a body may close with. */
  readonly rest: () => Iterable<Read>;
  /** The number of the line that is being read. */
  readonly next: () => number;
}

/** Cuts a body into lines; blank ones are counted and passed over. */
function lineReader(packed: boolean): LineReader {
  let line = 0;
  let rest: Buffer = Buffer.alloc(0);
  /** Bytes of a line past the limit that were dropped while its end has not come. */
  let dropped = 0;
  let blank = 0;

  function* read(bytes: Buffer): Iterable<Read> {
    line += 1;
    const found = isBlank(bytes) && dropped === 0 ? undefined : readLine(bytes, line, dropped);
    dropped = 0;
    blank = found === undefined ? blank + bytes.length + 1 : 0;
    if (blank > blankBytesMax) throw blankBody(packed);
    if (found !== undefined) yield found;
  }

  return {
    next: () => line + 1,
    take: function* (chunk) {
      const data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let from = 0;
      for (let to = data.indexOf(10); to >= 0; to = data.indexOf(10, from)) {
        const bytes = data.subarray(from, to);
        from = to + 1;
        yield* read(bytes);
      }
      rest = data.subarray(from);
      if (dropped === 0 && rest.length <= lineBytesMax) return;
      dropped += rest.length;
      rest = rest.subarray(0, 0);
      if (dropped > bodyBytesMax) throw endlessLine(packed);
    },
    rest: function* () {
      if (dropped > 0 || rest.length > 0) yield* read(rest);
    },
  };
}

/** What ends most blank lines, found without decoding them. */
const isBlank = (bytes: Buffer): boolean =>
  bytes.length === 0 || (bytes.length === 1 && bytes[0] === 13);

function readLine(bytes: Buffer, line: number, dropped: number): Read | undefined {
  if (dropped > 0 || bytes.length > lineBytesMax) return tooLong(line);
  const text = decodeUtf8(bytes);
  if (!text.ok) return { line, status: "rejected", errors: text.faults };
  if (text.value.trim() === "") return undefined;
  const parsed = parseJson(text.value);
  if (!parsed.ok) return { line, status: "rejected", errors: parsed.faults };
  const hidden = hiddenFault(text.value, parsed.value);
  if (hidden !== undefined) return { line, ...rejectedItem(parsed.value, [hidden]) };
  const event = eventOf(parsed.value);
  return event.ok
    ? { line, item: event.value }
    : { line, ...rejectedItem(parsed.value, event.faults) };
}

const refused = (line: number, code: string, message: string): LineAnswer => ({
  line,
  status: "rejected",
  errors: [{ code, path: "", message }],
});

const tooLong = (line: number): LineAnswer =>
  refused(line, "line-too-long", `a line has at most ${lineBytesMax} bytes`);

const closing = { connection: "close" } as const;

/** Of a packed body it does not matter what it goes on with. */
function endlessLine(packed: boolean): Refusal {
  const message = `a line has at most ${lineBytesMax} bytes; after ${bodyBytesMax} the rest was not read`;
  if (packed) return new Refusal("inflated-too-large", message, [], closing);
  const faults = [{ code: "line-too-long", path: "", message }];
  return new Refusal("body-too-large", message, faults, closing);
}

function blankBody(packed: boolean): Refusal {
  const message = `${blankBytesMax} blank bytes came in a row; the rest was not read`;
  return new Refusal(packed ? "inflated-too-large" : "malformed-body", message, [], closing);
}

/** Why the line did not come that would have been next. */
function brokenOff(line: number, error: unknown): LineAnswer {
  if (error instanceof Refusal) {
    const [fault] = error.faults;
    return refused(line, fault?.code ?? error.code, error.message);
  }
  const packed = error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
  const what = packed ? "the packed body is damaged or cut short" : "the body ended early";
  return refused(line, "malformed-body", `${what}; the lines before this one are answered above`);
}
