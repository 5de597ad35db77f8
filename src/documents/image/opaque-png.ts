import { crc32, deflateSync, inflateSync } from "node:zlib";

/** Samples a pixel by the colour types of PNG: grey, RGB, palette, grey and RGB with alpha. */
const samplesOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const PIXELS_MAX = 4_000_000;

interface Raster {
  readonly width: number;
  readonly height: number;
  readonly colourType: number;
  readonly samples: Uint8Array;
  readonly palette: Uint8Array;
  readonly transparency: Uint8Array;
}

/**
 * The PNG as plain RGB on white, without alpha, profile or any other chunk; written in one way, so equal pictures give
 * equal bytes. Undefined for what is damaged, interlaced, not of 8 bits a sample or over four megapixels. ISO/IEC 15948.
 */
export function opaquePng(bytes: Uint8Array): Uint8Array | undefined {
  const raster = readRaster(bytes);
  if (raster === undefined) return undefined;
  const { width, height } = raster;
  const rows = new Uint8Array(height * (1 + width * 3));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      rows.set(rgbAt(raster, y * width + x), y * (1 + width * 3) + 1 + x * 3);
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 2], 8);
  const parts = [chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND")];
  return Uint8Array.from(Buffer.concat([bytes.subarray(0, 8), ...parts]));
}

function rgbAt(raster: Raster, pixel: number): readonly number[] {
  const { colourType, samples, palette, transparency } = raster;
  const count = samplesOf[colourType] ?? 1;
  const at = pixel * count;
  const first = samples[at] ?? 0;
  const colour =
    colourType & 2 ? [first, samples[at + 1] ?? 0, samples[at + 2] ?? 0] : [first, first, first];
  if (colourType === 3) {
    const entry = [...palette.subarray(first * 3, first * 3 + 3)];
    return onWhite(entry, transparency[first] ?? 255);
  }
  return colourType >= 4 ? onWhite(colour, samples[at + count - 1] ?? 255) : colour;
}

const onWhite = (colour: readonly number[], alpha: number): readonly number[] =>
  colour.map((sample) => Math.round((sample * alpha + 255 * (255 - alpha)) / 255));

function readRaster(bytes: Uint8Array): Raster | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Map<string, Uint8Array[]>();
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (at + 12 + length > bytes.length) return undefined;
    found.set(name, [...(found.get(name) ?? []), bytes.subarray(at + 8, at + 8 + length)]);
    at += 12 + length;
  }
  const header = found.get("IHDR")?.[0];
  if (header === undefined || header.length !== 13) return undefined;
  const heads = new DataView(header.buffer, header.byteOffset, 13);
  const [width, height, colourType] = [heads.getUint32(0), heads.getUint32(4), heads.getUint8(9)];
  const count = samplesOf[colourType];
  const sound = width > 0 && height > 0 && width * height <= PIXELS_MAX;
  if (count === undefined || !sound || heads.getUint8(8) !== 8 || heads.getUint8(12) !== 0)
    return undefined;
  const samples = unfilter(inflate(found.get("IDAT") ?? []), width * count, height, count);
  const palette = found.get("PLTE")?.[0] ?? new Uint8Array();
  const highest = samples?.reduce((most, sample) => Math.max(most, sample), 0) ?? 0;
  if (samples === undefined || (colourType === 3 && (highest + 1) * 3 > palette.length))
    return undefined;
  const transparency = found.get("tRNS")?.[0] ?? new Uint8Array();
  return { width, height, colourType, samples, palette, transparency };
}

function inflate(parts: readonly Uint8Array[]): Uint8Array | undefined {
  try {
    return inflateSync(Buffer.concat(parts), { maxOutputLength: PIXELS_MAX * 5 });
  } catch {
    return undefined;
  }
}

/** Undoes the filter of each row (ISO/IEC 15948, 9); undefined where rows are missing. */
function unfilter(
  data: Uint8Array | undefined,
  rowLength: number,
  height: number,
  back: number,
): Uint8Array | undefined {
  if (data === undefined || data.length < (rowLength + 1) * height) return undefined;
  const out = new Uint8Array(rowLength * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (rowLength + 1)] ?? 0;
    if (filter > 4) return undefined;
    for (let x = 0; x < rowLength; x++) {
      const left = x < back ? 0 : (out[y * rowLength + x - back] ?? 0);
      const up = y === 0 ? 0 : (out[(y - 1) * rowLength + x] ?? 0);
      const corner = x < back || y === 0 ? 0 : (out[(y - 1) * rowLength + x - back] ?? 0);
      const raw = data[y * (rowLength + 1) + 1 + x] ?? 0;
      out[y * rowLength + x] = raw + predicted(filter, left, up, corner);
    }
  }
  return out;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const estimate = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(estimate - value));
  if ((toLeft ?? 0) <= (toUp ?? 0) && (toLeft ?? 0) <= (toCorner ?? 0)) return left;
  return (toUp ?? 0) <= (toCorner ?? 0) ? up : corner;
}

function chunk(name: string, data: Uint8Array = new Uint8Array()): Uint8Array {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
