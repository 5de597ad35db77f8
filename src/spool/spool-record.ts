import { crc32 } from "node:zlib";

/** The bytes before a record's own: its length and its check sum, both 32 bits, low byte first. */
export const frameBytes = 8;

/** The most a record may hold. A longer length is damage, not a record. */
export const recordBytesMax = 1 << 20;

/** A record as it stands in a segment: length, CRC-32 of length and content, content. */
export function framed(content: Uint8Array): Uint8Array {
  const frame = Buffer.allocUnsafe(frameBytes + content.length);
  frame.writeUInt32LE(content.length, 0);
  frame.set(content, frameBytes);
  frame.writeUInt32LE(sumOf(frame), 4);
  return frame;
}

/** The length is summed too: a record of zeros is none. */
const sumOf = (frame: Uint8Array): number =>
  crc32(frame.subarray(frameBytes), crc32(frame.subarray(0, 4)));

/** What stands in a segment. */
export interface ReadRecords {
  readonly records: readonly Uint8Array[];
  /** Where the last whole record ends; what follows is no record. */
  readonly end: number;
}

/** The whole records from the beginning of a segment, up to the first that is torn or damaged. */
export function readRecords(bytes: Uint8Array): ReadRecords {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: Uint8Array[] = [];
  let end = 0;
  for (;;) {
    if (view.length - end < frameBytes) return { records, end };
    const length = view.readUInt32LE(end);
    const next = end + frameBytes + length;
    if (length > recordBytesMax || next > view.length) return { records, end };
    const frame = view.subarray(end, next);
    if (frame.readUInt32LE(4) !== sumOf(frame)) return { records, end };
    records.push(frame.subarray(frameBytes));
    end = next;
  }
}

/** Where the zeros begin that a segment ends in: what was never written. */
export function writtenEnd(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return end;
}
