import { type FileHandle, open } from "node:fs/promises";
import type { Fault } from "../fault/fault.ts";

/** What a reader of lines is told; blank lines are passed over. */
export interface LineReader {
  /** One line, counted from 1. `cut` says that the file ends in it, without a line break. */
  readonly line: (text: string, number: number, cut: boolean) => void;
  /** A line that cannot be read: `invalid-utf8` or `line-too-long`. Reading goes on after it. */
  readonly unreadable: (fault: Fault, number: number) => void;
  /** Lines that hold none of these texts may be passed over; they are counted. Every line is read where absent. */
  readonly marks?: readonly string[];
  /** How far the reading is, in bytes. */
  readonly progress?: (bytes: number) => void;
}

/** A line longer than this is refused: no fact is a hundredth as long. */
export const lineBytesMax = 1_048_576;

const lineBreak = 10;
const byteOrderMark = [0xef, 0xbb, 0xbf];

const invalidUtf8: Fault = {
  code: "invalid-utf8",
  path: "",
  message: "this line is not valid UTF-8",
  suggestion: "save the file as UTF-8",
};

const tooLong: Fault = {
  code: "line-too-long",
  path: "",
  message: `a line has at most ${lineBytesMax} bytes`,
  suggestion: "put one fact on each line",
};

/** A file of lines, open. It is read as it was when it was opened, however often, though others append to it. */
export interface LineFile {
  readonly bytes: number;
  /** Reads every line in order. Memory holds one block, whatever the file's size. */
  readonly read: (reader: LineReader) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens a file of lines. Throws what the disk throws, and EISDIR or ESPIPE for what cannot be read twice. */
export async function openLineFile(path: string): Promise<LineFile> {
  const file = await open(path, "r");
  const stat = await file.stat();
  if (!stat.isFile()) {
    await file.close();
    const code = stat.isDirectory() ? "EISDIR" : "ESPIPE";
    throw Object.assign(new Error(`${path} is not a file`), { code });
  }
  return {
    bytes: stat.size,
    read: (reader) => readLines(file, stat.size, reader),
    close: () => file.close(),
  };
}

/** Reads block after block: what a block leaves over, the beginning of a line, moves to the front of the next. */
async function readLines(file: FileHandle, size: number, reader: LineReader): Promise<void> {
  // One byte more than the longest line: a block without a line break in it holds a longer one.
  const block = Buffer.allocUnsafe(lineBytesMax + 1);
  let held = 0;
  let position = 0;
  let lines = 0;
  let skipping = false;
  while (position < size) {
    const wanted = Math.min(block.length - held, size - position);
    const { bytesRead } = await file.read(block, held, wanted, position);
    if (bytesRead === 0) break;
    let from = position === 0 ? bomLength(block, bytesRead) : 0;
    position += bytesRead;
    const filled = held + bytesRead;
    if (skipping) {
      from = block.indexOf(lineBreak) + 1;
      skipping = from === 0 || from > filled;
      if (skipping) from = filled;
    }
    const end = block.lastIndexOf(lineBreak, filled - 1) + 1;
    if (end > from) lines = linesOf(block.subarray(from, end), lines, reader);
    const left = Math.max(from, end);
    held = filled - left;
    if (held === block.length) {
      lines += 1;
      reader.unreadable(tooLong, lines);
      skipping = true;
      held = 0;
    } else if (left > 0) block.copyWithin(0, left, filled);
    reader.progress?.(position);
  }
  if (held > 0) lastLine(block.subarray(0, held), lines + 1, reader);
}

const bomLength = (block: Buffer, filled: number): number =>
  filled >= 3 && byteOrderMark.every((byte, at) => block[at] === byte) ? 3 : 0;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text of the bytes; undefined where they are not UTF-8. */
function decode(bytes: Buffer): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Reads a block of whole lines and returns how many lines there were up to its end. */
function linesOf(block: Buffer, before: number, reader: LineReader): number {
  const text = decode(block);
  if (text === undefined) return linesOneByOne(block, before, reader);
  const marked = reader.marks === undefined ? everywhere : placesOf(text, reader.marks);
  let number = before;
  let from = 0;
  let next = marked(from);
  for (let to = text.indexOf("\n"); to >= 0; to = text.indexOf("\n", from)) {
    number += 1;
    if (next < to) {
      const line = text.slice(from, to);
      next = marked(to + 1);
      if (!isBlank(line)) reader.line(line, number, false);
    }
    from = to + 1;
  }
  return number;
}

/** Where the next mark stands from a place on; infinity where no more do. Asked for places that never go back. */
type NextMark = (from: number) => number;

const everywhere: NextMark = (from) => from - 1;

function placesOf(text: string, marks: readonly string[]): NextMark {
  const places = marks.map(() => -1);
  return (from) => {
    let nearest = Number.POSITIVE_INFINITY;
    for (const [index, mark] of marks.entries()) {
      let place = places[index] ?? -1;
      if (place < from) {
        const found = text.indexOf(mark, from);
        place = found < 0 ? Number.POSITIVE_INFINITY : found;
        places[index] = place;
      }
      if (place < nearest) nearest = place;
    }
    return nearest;
  };
}

/** The same for a block in which some line is not UTF-8: each is decoded by itself, to find which. */
function linesOneByOne(block: Buffer, before: number, reader: LineReader): number {
  let number = before;
  let from = 0;
  for (let to = block.indexOf(lineBreak); to >= 0; to = block.indexOf(lineBreak, from)) {
    number += 1;
    const line = decode(block.subarray(from, to));
    from = to + 1;
    if (line === undefined) reader.unreadable(invalidUtf8, number);
    else if (!isBlank(line)) reader.line(line, number, false);
  }
  return number;
}

function lastLine(bytes: Buffer, number: number, reader: LineReader): void {
  const line = decode(bytes);
  if (line === undefined) reader.unreadable(invalidUtf8, number);
  else if (!isBlank(line)) reader.line(line, number, true);
}

const isBlank = (line: string): boolean => line.charCodeAt(0) !== 123 /* { */ && line.trim() === "";
