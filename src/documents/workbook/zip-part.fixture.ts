import { inflateRawSync } from "node:zlib";

/** A part of a ZIP file as text (APPNOTE 4.3), looked up in its directory. Throws where there is none. */
export function zipPart(file: Uint8Array, name: string): string {
  const bytes = Buffer.from(file);
  let at = bytes.readUInt32LE(bytes.lastIndexOf(Buffer.from("PK\u0005\u0006")) + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [names, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const end = at + 46 + (names ?? 0);
    if (bytes.toString("utf8", at + 46, end) === name) {
      const local = bytes.readUInt32LE(at + 42);
      const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const packed = bytes.subarray(from, from + bytes.readUInt32LE(at + 20));
      const isStored = bytes.readUInt16LE(at + 10) === 0;
      return (isStored ? packed : inflateRawSync(packed)).toString("utf8");
    }
    at = end + (extra ?? 0) + (comment ?? 0);
  }
  throw new Error(`there is no ${name} in the file`);
}
