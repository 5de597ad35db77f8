import { soundText } from "../xml/xml.ts";
import type { Face, Faces, Weight } from "./faces.ts";

/** How a text is set. Sizes are points; a colour is `#rrggbb`. */
export interface TextStyle {
  readonly size: number;
  readonly weight: Weight;
  readonly colour: string;
  /** Digits of one width, for columns of figures. */
  readonly figures?: boolean;
}

/** A stretch of a line in one font. */
interface Run {
  readonly face: Face;
  readonly text: string;
}

/** Measures, breaks and draws lines of text. */
export interface Typesetter {
  readonly width: (text: string, style: TextStyle) => number;
  /** The text in lines no wider than `width` points: broken between words, within a word that is wider than a line. */
  readonly lines: (text: string, style: TextStyle, width: number) => readonly string[];
  /** Draws one line from its left end; `baseline` is measured down from the top of the page. */
  readonly draw: (line: string, style: TextStyle, left: number, baseline: number) => void;
}

/** Steer the order of letters or join them; nothing of them is seen, and no font need have them. */
const invisible = /\p{Cf}|\p{Variation_Selector}/gu;
/** What may stand for a letter that no font of the document has: the mark for it, an empty box, or what is left. */
const unknownMarks = ["\uFFFD", "\u25A1"];

/** Letters stand as they are written: a font's contextual forms would make `3x4` another text, and cost most of the time. */
const plain = { calt: false };
const plainFigures = { calt: false, tnum: true };

// PDFKit hands features on to its font, which takes them as a record too; its declarations know lists alone.
const options = ({ figures }: TextStyle) => ({
  features: (figures === true
    ? plainFigures
    : plain) as unknown as PDFKit.Mixins.OpenTypeFeatures[],
});

/** A typesetter that puts text on a document's current page. */
export function createTypesetter(document: PDFKit.PDFDocument, faces: Faces): Typesetter {
  const runsOf = (text: string, weight: Weight): readonly Run[] => splitRuns(text, faces[weight]);
  // Widths grow with the size, so each text is measured once, whatever sizes it is set in.
  const known = new Map<string, number>();
  const widthOfRun = ({ face, text }: Run, style: TextStyle): number => {
    const key = `${face.name} ${style.figures === true} ${text}`;
    let unit = known.get(key);
    if (unit === undefined) {
      unit = document.font(face.name).fontSize(1).widthOfString(text, options(style));
      known.set(key, unit);
    }
    return unit * style.size;
  };
  const width = (text: string, style: TextStyle): number =>
    runsOf(text, style.weight).reduce((sum, run) => sum + widthOfRun(run, style), 0);
  return {
    width,
    lines: (text, style, limit) =>
      text
        .split(/\r\n|\r|\n|\u2028|\u2029/)
        .flatMap((paragraph) => breakParagraph(paragraph, limit, (part) => width(part, style))),
    draw(line, style, left, baseline) {
      let x = left;
      for (const run of runsOf(line, style.weight)) {
        const advance = widthOfRun(run, style);
        document.font(run.face.name).fontSize(style.size).fillColor(style.colour);
        const layout = { lineBreak: false, baseline: "alphabetic" as const, ...options(style) };
        document.text(run.text, x, baseline, layout);
        x += advance;
      }
    },
  };
}

function splitRuns(text: string, faces: readonly Face[]): readonly Run[] {
  const runs: { face: Face; text: string }[] = [];
  const [first] = faces;
  if (first === undefined) return [];
  for (const letter of soundText(text).replaceAll("\t", " ").replace(invisible, "")) {
    const codePoint = letter.codePointAt(0) ?? 0;
    const face = faces.find((candidate) => candidate.covers(codePoint));
    const shown = face === undefined ? substitute(first) : letter;
    const last = runs.at(-1);
    if (last !== undefined && last.face === (face ?? first)) last.text += shown;
    else runs.push({ face: face ?? first, text: shown });
  }
  return runs;
}

const substitute = (face: Face): string =>
  unknownMarks.find((mark) => face.covers(mark.codePointAt(0) ?? 0)) ?? "?";

/** Breaks at spaces; greedy, as most word processors do. A line is as wide as its words and the spaces between them. */
function breakParagraph(
  paragraph: string,
  limit: number,
  width: (text: string) => number,
): readonly string[] {
  const lines: string[] = [];
  const space = width(" ");
  let line = "";
  let used = 0;
  for (const word of paragraph.split(/[ \t]+/).filter((part) => part !== "")) {
    const advance = width(word);
    if (line !== "" && used + space + advance <= limit) {
      line += ` ${word}`;
      used += space + advance;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = advance <= limit ? [word] : breakWord(word, limit, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? "";
    used = width(line);
  }
  return line === "" && lines.length > 0 ? lines : [...lines, line];
}

/** Cuts a word that is wider than a line; each letter's own width is enough to know where. */
function breakWord(
  word: string,
  limit: number,
  width: (text: string) => number,
): readonly string[] {
  const widths = new Map<string, number>();
  const pieces: string[] = [];
  let piece = "";
  let used = 0;
  for (const letter of word) {
    const advance = widths.get(letter) ?? width(letter);
    widths.set(letter, advance);
    if (piece !== "" && used + advance > limit) {
      pieces.push(piece);
      piece = "";
      used = 0;
    }
    piece += letter;
    used += advance;
  }
  return [...pieces, piece];
}
