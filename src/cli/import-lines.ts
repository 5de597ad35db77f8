import { createReadStream } from "node:fs";

/** A place in a file, between two lines. */
export interface FilePlace {
  /** Lines before it. */
  readonly line: number;
  /** Bytes before it. */
  readonly bytes: number;
}

/** A line of a file without its break. */
export interface FileLine extends FilePlace {
  /** Undefined where it is longer than a line may be; `line` and `bytes` count it too. */
  readonly text: Buffer | undefined;
}

/** As long as a line may be that a server takes. */
export const importedLineBytesMax = 262_144;

const lineBreak = 10;

/** The lines after a place, block by block; memory holds a block and a line. Throws what the disk throws. */
export async function* linesAfter(
  path: string,
  start: FilePlace,
): AsyncGenerator<readonly FileLine[]> {
  let { line, bytes } = start;
  let rest: Buffer = Buffer.alloc(0);
  /** Bytes of a line that is too long, of which nothing is kept. */
  let dropped = 0;
  const ended = (text: Buffer, breakBytes: number): FileLine => {
    const length = dropped + text.length;
    line += 1;
    bytes += length + breakBytes;
    const isLong = length > importedLineBytesMax;
    dropped = 0;
    return { line, bytes, text: isLong ? undefined : text };
  };
  for await (const chunk of createReadStream(path, { start: bytes }) as AsyncIterable<Buffer>) {
    const block = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const lines: FileLine[] = [];
    let from = 0;
    for (let to = block.indexOf(lineBreak); to >= 0; to = block.indexOf(lineBreak, from)) {
      lines.push(ended(block.subarray(from, to), 1));
      from = to + 1;
    }
    rest = block.subarray(from);
    if (dropped > 0 || rest.length > importedLineBytesMax) {
      dropped += rest.length;
      rest = Buffer.alloc(0);
    }
    if (lines.length > 0) yield lines;
  }
  if (rest.length > 0 || dropped > 0) yield [ended(rest, 0)];
}
