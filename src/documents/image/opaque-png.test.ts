import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readLogo } from "./logo.ts";
import { opaquePng } from "./opaque-png.ts";
import { pngOf, tinyPng } from "./png.fixture.ts";

/** The rows of a PNG that this program wrote, without their filter bytes. */
function rowsOf(png: Uint8Array | undefined, width: number): number[][] {
  const bytes = Buffer.from(png ?? []);
  const at = bytes.indexOf("IDAT");
  const data = inflateSync(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4)));
  const rows: number[][] = [];
  for (let start = 0; start < data.length; start += width * 3 + 1)
    rows.push([...data.subarray(start + 1, start + 1 + width * 3)]);
  return rows;
}

describe("opaquePng", () => {
  it("lays what is transparent on white", () => {
    expect(rowsOf(opaquePng(tinyPng(6)), 2)).toEqual([
      [255, 0, 0, 127, 255, 127],
      [255, 255, 255, 0, 0, 255],
    ]);
  });

  it("undoes each of the five filters", () => {
    const rows = [
      [0, 10, 20, 30, 40],
      [1, 10, 10, 10, 10],
      [2, 1, 1, 1, 1],
      [3, 10, 10, 10, 10],
      [4, 1, 1, 1, 1],
    ];
    const grey = rowsOf(opaquePng(pngOf(4, rows, 0)), 4).map((row) =>
      row.filter((_, at) => at % 3 === 0),
    );
    expect(grey).toEqual([
      [10, 20, 30, 40],
      [10, 20, 30, 40],
      [11, 21, 31, 41],
      [15, 28, 39, 50],
      [16, 29, 40, 51],
    ]);
  });

  it("looks colours up in a palette, with their transparency", () => {
    const palette = ["PLTE", [255, 0, 0, 0, 0, 255]] as const;
    const png = pngOf(2, [[0, 0, 1]], 3, [palette, ["tRNS", [255, 0]]]);
    expect(rowsOf(opaquePng(png), 2)).toEqual([[255, 0, 0, 255, 255, 255]]);
    expect(opaquePng(pngOf(2, [[0, 0, 2]], 3, [palette]))).toBeUndefined();
  });

  it("gives nothing for damaged files", () => {
    const whole = tinyPng(2);
    for (let length = 8; length < whole.length - 12; length++)
      expect(opaquePng(whole.subarray(0, length))).toBeUndefined();
  });
});

describe("readLogo", () => {
  it("tells PNG and JPEG by their first bytes", () => {
    const frame = [0xff, 0xc0, 0, 17, 8, 0, 2, 0, 2];
    const jpeg = (components: number) =>
      Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, ...frame, components, 1]);
    const media = (bytes: Uint8Array) => {
      const read = readLogo(bytes);
      return read.ok ? read.value.mediaType : read.faults[0]?.code;
    };
    expect(media(tinyPng(2))).toBe("image/png");
    expect(media(jpeg(3))).toBe("image/jpeg");
    expect(media(jpeg(4))).toBe("invalid-logo");
    expect(media(new TextEncoder().encode("<svg/>"))).toBe("invalid-logo");
    expect(media(new Uint8Array(1_000_001))).toBe("invalid-logo");
  });
});
