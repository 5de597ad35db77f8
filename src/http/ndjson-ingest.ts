import { Readable } from "node:stream";
import type { IngestAnswer, ItemAnswer } from "../services/ingest.ts";
import { decodeUtf8, hasLongNumber, parseJson, parseStrictJson } from "./strict-json.ts";

/** Lines written together, and the longest line. */
const linesPerBatch = 1_000;
const lineBytesMax = 262_144;

/** An item of a stream and its line, counted from 1. */
interface LineAnswer extends ItemAnswer {
  readonly line: number;
}

type Read = { readonly line: number; readonly item: unknown } | LineAnswer;

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
  const items = batch.flatMap((read) => ("item" in read ? [read.item] : []));
  const stored = items.length === 0 ? [] : await storedWhenThereIsRoom(items, ingest);
  let next = 0;
  const lines = batch.map((read): LineAnswer => {
    if (!("item" in read)) return read;
    const answer = stored[next];
    next += 1;
    return { line: read.line, ...(answer ?? { status: "rejected" }) };
  });
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
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

async function* readLines(body: Readable): AsyncGenerator<Read> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 0;
  for await (const chunk of body) {
    const data: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let to = data.indexOf(10); to >= 0; to = data.indexOf(10, from)) {
      line += 1;
      const read = readLine(data.subarray(from, to), line);
      from = to + 1;
      if (read !== undefined) yield read;
    }
    rest = data.subarray(from);
    if (rest.length > lineBytesMax) {
      yield tooLong(line + 1);
      return;
    }
  }
  const last = readLine(rest, line + 1);
  if (last !== undefined) yield last;
}

function readLine(bytes: Buffer, line: number): Read | undefined {
  if (bytes.length > lineBytesMax) return tooLong(line);
  const text = decodeUtf8(bytes);
  if (!text.ok) return { line, status: "rejected", errors: text.faults };
  if (text.value.trim() === "") return undefined;
  const parsed = hasLongNumber(text.value) ? parseStrictJson(text.value) : parseJson(text.value);
  if (!parsed.ok) return { line, status: "rejected", errors: parsed.faults };
  return { line, item: parsed.value };
}

const tooLong = (line: number): LineAnswer => ({
  line,
  status: "rejected",
  errors: [
    {
      code: "line-too-long",
      path: "",
      message: `a line has at most ${lineBytesMax} bytes; reading stopped`,
    },
  ],
});
