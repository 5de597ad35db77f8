/** A stretch of text in glyphs. What it is asked for follows from its positions. */
interface GlyphRun {
  readonly positions: readonly object[];
}

/** What is used of a font that PDFKit has read. */
export interface Font {
  hasGlyphForCodePoint(codePoint: number): boolean;
  layout(text: string, features?: Readonly<Record<string, boolean>>): GlyphRun;
}

/** Some megabytes a font; the words of invoices are few. */
const textsMax = 10_000;

/**
 * The same font, which lays out each text once for as long as it remembers it. Every answer has positions of its own, because
 * PDFKit scales them in place.
 */
export function rememberLayouts(font: Font): Font {
  const layOut = font.layout.bind(font);
  const known = new Map<string, GlyphRun>();
  font.layout = (text, features) => {
    const key = `${JSON.stringify(features)} ${text}`;
    let run = known.get(key);
    if (run === undefined) {
      run = layOut(text, features);
      if (known.size === textsMax) known.clear();
      known.set(key, run);
    }
    return ownRun(run);
  };
  return font;
}

function ownRun(run: GlyphRun): GlyphRun {
  const positions = run.positions.map((position) => ({ ...position }));
  return Object.assign(Object.create(Object.getPrototypeOf(run)), run, { positions });
}
