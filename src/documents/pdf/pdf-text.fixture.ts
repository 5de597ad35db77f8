import { inflateSync } from "node:zlib";

/** The objects of a PDF by number: what stands before the stream, and the stream, inflated. */
export interface PdfObject {
  readonly head: string;
  readonly stream: Buffer | undefined;
}

/** Reads the objects of a PDF whose cross-reference table is plain, as PDFKit writes it. */
export function pdfObjects(bytes: Uint8Array): ReadonlyMap<number, PdfObject> {
  const file = Buffer.from(bytes);
  const text = file.toString("latin1");
  const table = Number(/startxref\s+(\d+)/.exec(text.slice(-64))?.[1]);
  const entries = [...text.slice(table).matchAll(/^(\d{10}) 00000 n /gm)];
  return new Map(
    entries.map((entry, index) => {
      const start = Number(entry[1]);
      const streamAt = text.indexOf("stream\n", start);
      const ends = text.indexOf("endobj", start);
      const hasStream = streamAt >= 0 && streamAt < ends;
      const head = text.slice(start, hasStream ? streamAt : ends);
      const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
      const raw = hasStream ? file.subarray(streamAt + 7, streamAt + 7 + length) : undefined;
      const packed = head.includes("/FlateDecode") && !head.includes("/Image");
      return [index + 1, { head, stream: raw && packed ? inflateSync(raw) : raw }];
    }),
  );
}

/** The texts of each page in the order they were drawn, one for each show operator. */
export function pdfPages(bytes: Uint8Array): readonly (readonly string[])[] {
  const objects = pdfObjects(bytes);
  return [...objects.values()]
    .filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head))
    .map(({ head }) => {
      const content = objects.get(Number(/\/Contents (\d+) 0 R/.exec(head)?.[1]));
      const resources = objects.get(Number(/\/Resources (\d+) 0 R/.exec(head)?.[1]))?.head ?? head;
      const fonts = [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, number]) => {
        const font = objects.get(Number(number))?.head ?? "";
        const map = objects.get(Number(/\/ToUnicode (\d+) 0 R/.exec(font)?.[1]));
        return [name ?? "", unicodeMap(map?.stream?.toString("latin1") ?? "")] as const;
      });
      return shownTexts(content?.stream?.toString("latin1") ?? "", new Map(fonts));
    });
}

function unicodeMap(cmap: string): readonly string[] {
  const ranges = [...cmap.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g)];
  const letters: string[] = [];
  for (const [, start, list] of ranges) {
    const codes = [...(list ?? "").matchAll(/<([0-9a-f ]*)>/g)];
    codes.forEach(([, hex], index) => {
      const units = (hex ?? "").split(" ").map((unit) => Number.parseInt(unit, 16));
      letters[Number.parseInt(start ?? "0", 16) + index] = String.fromCharCode(...units);
    });
  }
  return letters;
}

function shownTexts(
  content: string,
  fonts: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  let letters: readonly string[] = [];
  return [...content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)].flatMap(([, font, shown]) => {
    if (font !== undefined) letters = fonts.get(font) ?? [];
    if (shown === undefined) return [];
    const glyphs = [...shown.matchAll(/<([0-9a-f]*)>/g)].flatMap(
      ([, hex]) => hex?.match(/.{4}/g) ?? [],
    );
    if (glyphs.includes("0000")) throw new Error("a page shows a letter that its font has not");
    return [glyphs.map((glyph) => letters[Number.parseInt(glyph, 16)] ?? "").join("")];
  });
}
