import { Readable } from "node:stream";
import type { IngestAnswer, ItemAnswer } from "../services/ingest.ts";
import { Refusal } from "./problem.ts";
import { decodeUtf8, parseCarefully } from "./strict-json.ts";

/** Lines written together, and the longest line. */
const linesPerBatch = 1_000;
const lineBytesMax = 262_144;

/** An item of a stream and its line, counted from 1. */
interface LineAnswer extends ItemAnswer {
  readonly line: number;
}

/** A line as it was read: an item to store, or why it is none. */
export type Read = { readonly line: number; readonly item: unknown } | LineAnswer;

/**
 * Ingests a stream of JSON lines as it arrives and answers with one line each, in order, after its commit. A line that is
 * cut short, is not UTF-8 or is not JSON is rejected by itself; the lines before it are stored. Reading waits for the
 * database, so a fast sender is slowed down and memory holds one batch.
 */
export function ingestLines(
  body: Readable,
  ingest: (items: readonly unknown[]) => Promise<IngestAnswer>,
): Readable {
  return Readable.from(answers(body, ingest));
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
  const items = itemsOf(batch);
  const stored = items.length === 0 ? [] : await storedWhenThereIsRoom(items, ingest);
  return answerLines(batch, stored);
}

/** The items among the lines, in order. */
export const itemsOf = (lines: readonly Read[]): readonly unknown[] =>
  lines.flatMap((read) => ("item" in read ? [read.item] : []));

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
  bytesMax: number,
): Promise<{ readonly bytes: Buffer; readonly lines: readonly Read[] }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > bytesMax)
      throw new Refusal(
        "body-too-large",
        `a stream with an Idempotency-Key has at most ${bytesMax} bytes`,
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
  let line = 0;
  let rest: Buffer = Buffer.alloc(0);
  /** Whether we are past the limit of a line whose end has not come. */
  let skipping = false;
  try {
    for await (const chunk of body) {
      const data: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let from = 0;
      for (let to = data.indexOf(10); to >= 0; to = data.indexOf(10, from)) {
        line += 1;
        const read = skipping ? tooLong(line) : readLine(data.subarray(from, to), line);
        skipping = false;
        from = to + 1;
        if (read !== undefined) yield read;
      }
      rest = data.subarray(from);
      skipping ||= rest.length > lineBytesMax;
      if (skipping) rest = rest.subarray(0, 0);
    }
  } catch (error) {
    yield brokenOff(line + 1, error);
    return;
  }
  const last = skipping ? tooLong(line + 1) : readLine(rest, line + 1);
  if (last !== undefined) yield last;
}

function readLine(bytes: Buffer, line: number): Read | undefined {
  if (bytes.length > lineBytesMax) return tooLong(line);
  const text = decodeUtf8(bytes);
  if (!text.ok) return { line, status: "rejected", errors: text.faults };
  if (text.value.trim() === "") return undefined;
  const parsed = parseCarefully(text.value);
  if (!parsed.ok) return { line, status: "rejected", errors: parsed.faults };
  return { line, item: parsed.value };
}

const refused = (line: number, code: string, message: string): LineAnswer => ({
  line,
  status: "rejected",
  errors: [{ code, path: "", message }],
});

const tooLong = (line: number): LineAnswer =>
  refused(line, "line-too-long", `a line has at most ${lineBytesMax} bytes`);

function brokenOff(line: number, error: unknown): LineAnswer {
  const packed = error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
  const what = packed ? "the packed body is damaged or cut short" : "the body ended early";
  return refused(line, "malformed-body", `${what}; the lines before this one are answered above`);
}
