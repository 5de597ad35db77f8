import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { ok, type Result, refuse } from "../../fault/fault.ts";
import type { Branding } from "../document-settings.ts";
import { type Font, rememberLayouts } from "./laid-out-texts.ts";

/** How heavy a text is set. */
export type Weight = "regular" | "bold";

/** A font of the document, by the name it is registered under. */
export interface Face {
  readonly name: string;
  readonly covers: (codePoint: number) => boolean;
}

/** The fonts of a document by weight, the preferred one first. */
export type Faces = Readonly<Record<Weight, readonly Face[]>>;

const interFiles: Readonly<Record<Weight, string>> = {
  regular: "@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf",
  bold: "@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf",
};
const require = createRequire(import.meta.url);
const interBytes = new Map<Weight, Uint8Array>();

/** Inter (SIL Open Font Licence 1.1): Latin, Greek and Cyrillic letters. Read once. */
function inter(weight: Weight): Uint8Array {
  const known = interBytes.get(weight);
  if (known !== undefined) return known;
  const bytes = Uint8Array.from(readFileSync(require.resolve(interFiles[weight])));
  interBytes.set(weight, bytes);
  return bytes;
}

/**
 * Puts the fonts into a document; only the letters used end up in its file.
 * Refuses with `invalid-font` fallback fonts that cannot be read.
 */
export function openFaces(
  document: PDFKit.PDFDocument,
  branding: Branding | undefined,
): Result<Faces> {
  const fallback = branding?.fallbackFonts;
  const open = (weight: Weight): readonly Face[] => [
    openFace(document, `inter-${weight}`, inter(weight)),
    ...(fallback === undefined ? [] : [openFace(document, `fallback-${weight}`, fallback[weight])]),
  ];
  try {
    return ok({ regular: open("regular"), bold: open("bold") });
  } catch (error) {
    if (fallback === undefined) throw error;
    return refuse({
      code: "invalid-font",
      path: "/settings/branding/fallbackFonts",
      message: "these bytes are not fonts",
      suggestion: "give TrueType or OpenType files",
    });
  }
}

/** What PDFKit keeps of the current font; its declarations leave the font's own tables out. */
interface FontTables {
  readonly _font: { readonly font: Font };
}

function openFace(document: PDFKit.PDFDocument, name: string, bytes: Uint8Array): Face {
  // Read anew for each document: a font keeps which letters it was asked for first, and the file says so.
  document.registerFont(name, Buffer.from(bytes));
  document.font(name);
  const { font } = (document as unknown as FontTables)._font;
  rememberLayouts(font);
  return { name, covers: (codePoint) => font.hasGlyphForCodePoint(codePoint) };
}
