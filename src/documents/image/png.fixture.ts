import { crc32, deflateSync } from "node:zlib";

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

/** A PNG of so many samples a row, each row after its filter byte. */
export function pngOf(
  width: number,
  rows: readonly (readonly number[])[],
  colourType: number,
  extra: readonly (readonly [name: string, data: readonly number[]])[] = [],
): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([8, colourType], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Uint8Array.from(
    Buffer.concat([
      signature,
      chunk("IHDR", header),
      ...extra.map(([name, data]) => chunk(name, Uint8Array.from(data))),
      chunk("IDAT", deflateSync(Uint8Array.from(rows.flat()))),
      chunk("IEND", new Uint8Array()),
    ]),
  );
}

/** Two by two: red, half transparent green, transparent, blue. Colour type 6 has alpha, 2 has none. */
export const tinyPng = (colourType: 2 | 6): Uint8Array => {
  const alpha = (value: number): readonly number[] => (colourType === 6 ? [value] : []);
  return pngOf(
    2,
    [
      [0, 255, 0, 0, ...alpha(255), 0, 255, 0, ...alpha(128)],
      [0, 9, 9, 9, ...alpha(0), 0, 0, 255, ...alpha(255)],
    ],
    colourType,
  );
};
