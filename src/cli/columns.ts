/** Letters that take two columns: East Asian wide and full-width forms, and emoji (UAX #11, by script). */
const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;
/** Marks that join the letter before them and take no column. */
const joined = /[\p{Mn}\p{Me}\p{Cf}]/u;
/** What would move the cursor or start a colour; shown as a question mark. */
const control = /[\p{Cc}\u2028\u2029]/gu;
const plain = /^[ -~]*$/;

/** The text without anything that moves the cursor of a terminal: names come from files that others wrote. */
export const harmless = (text: string): string => text.replace(control, "?");

const columnsOf = (letter: string): number => (joined.test(letter) ? 0 : wide.test(letter) ? 2 : 1);

/** How many columns of a terminal a text takes. */
export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const letter of text) width += columnsOf(letter);
  return width;
}

/** The text cut to at most so many columns, with an ellipsis where something was cut. */
export function cutTo(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = "";
  let used = 0;
  for (const letter of text) {
    used += columnsOf(letter);
    if (used > width - 1) break;
    kept += letter;
  }
  return `${kept}…`;
}

/** The text at the left edge of so many columns, cut where it is longer. */
export function left(text: string, width: number): string {
  const shown = cutTo(text, width);
  return shown + " ".repeat(Math.max(width - displayWidth(shown), 0));
}

/** The text at the right edge of so many columns. Never cut: a figure with a digit missing is a wrong figure. */
export const right = (text: string, width: number): string =>
  " ".repeat(Math.max(width - displayWidth(text), 0)) + text;

/** Two texts at both edges of a row, at least two spaces apart; the first is cut where they do not fit. */
export function atEdges(first: string, last: string, width: number): string {
  const room = Math.max(width - displayWidth(last) - 2, 8);
  return `${left(first, room)}  ${last}`;
}

/** The text broken between words into rows of at most so many columns; a longer word keeps its row to itself. */
export function wrapped(text: string, width: number): readonly string[] {
  const rows: string[] = [];
  let row = "";
  for (const word of text.split(" ")) {
    if (row !== "" && displayWidth(row) + 1 + displayWidth(word) > width) {
      rows.push(row);
      row = word;
    } else row = row === "" ? word : `${row} ${word}`;
  }
  return [...rows, row];
}

/** A label over as many rows of at most so many columns as it needs, all but the first two columns further in; it may be indented itself. */
export function labelRows(label: string, width: number): readonly string[] {
  const text = label.trimStart();
  const indent = label.length - text.length;
  if (displayWidth(label) <= width) return [label];
  return wrapped(text, width - indent - 2).map(
    (row, at) => " ".repeat(at === 0 ? indent : indent + 2) + row,
  );
}
