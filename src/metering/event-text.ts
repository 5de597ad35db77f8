import type { Fault } from "../fault/fault.ts";
import { holdsCardNumber, mayHoldCardNumber } from "./card-number.ts";

/** How far the characters of a text may go. `name`: ids and names, in one line; `free`: whatever can be stored. */
export type TextRule = "name" | "free";

/** Visible ASCII and spaces: what nearly every name and text is made of. */
const plain = /^[ -~]*$/;

/** Up to about this length a loop beats the call into a compiled pattern. Shorter than any card number. */
const shortLength = 12;

/**
 * True for a text in which no rule can find a fault, found quickly: it runs up to a dozen times for each event.
 * False says nothing: ask {@link textFault}.
 */
export function isPlainText(text: string, lengthMax: number): boolean {
  const { length } = text;
  if (length > lengthMax) return false;
  if (length > shortLength) return plain.test(text) && !mayHoldCardNumber(text);
  for (let at = 0; at < length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 || unit > 0x7e) return false;
  }
  return true;
}

/**
 * What is wrong with a text of an event, or nothing.
 *
 * A `name` holds no control character and no mark that turns the direction of writing, so that no id looks like
 * another. A `free` text may hold both, but no NUL and no half of a surrogate pair: neither can be stored.
 * Codes: the one given for length and characters, `card-data-refused` for a payment card number, whose text is not
 * repeated in the fault.
 */
export function textFault(
  text: string,
  rule: TextRule,
  lengthMax: number,
  code: string,
  path: string,
): Fault | undefined {
  if (text.length > lengthMax) return tooLong(text, lengthMax, code, path);
  if (!holdsOnlyAllowed(text, rule)) return unwantedCharacter(rule, code, path);
  return holdsCardNumber(text) ? cardData(path) : undefined;
}

function holdsOnlyAllowed(text: string, rule: TextRule): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 0 || isHalfPair(text, at, unit)) return false;
    if (rule === "name" && (isControl(unit) || isDirectionMark(unit))) return false;
  }
  return true;
}

/** C0, DEL, C1 and the line and paragraph separators. */
const isControl = (unit: number): boolean =>
  unit < 0x20 || (unit >= 0x7f && unit <= 0x9f) || unit === 0x2028 || unit === 0x2029;

/** The bidirectional controls of Unicode (UAX #9) and the byte order mark. */
const isDirectionMark = (unit: number): boolean =>
  unit === 0x061c ||
  unit === 0x200e ||
  unit === 0x200f ||
  (unit >= 0x202a && unit <= 0x202e) ||
  (unit >= 0x2066 && unit <= 0x2069) ||
  unit === 0xfeff;

function isHalfPair(text: string, at: number, unit: number): boolean {
  if (unit >= 0xd800 && unit <= 0xdbff) return !isLowHalf(text.charCodeAt(at + 1));
  return isLowHalf(unit) && !isHighHalf(text.charCodeAt(at - 1));
}

const isHighHalf = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLowHalf = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

const tooLong = (text: string, lengthMax: number, code: string, path: string): Fault => ({
  code,
  path,
  message: `at most ${lengthMax} characters fit here`,
  suggestion: `shorten it: it has ${text.length} characters`,
});

const unwantedCharacter = (rule: TextRule, code: string, path: string): Fault => ({
  code,
  path,
  message:
    rule === "name"
      ? "control characters and marks of writing direction are not allowed here"
      : "a text may hold neither NUL nor half of a surrogate pair",
  suggestion: "send visible characters only",
});

const cardData = (path: string): Fault => ({
  code: "card-data-refused",
  path,
  message: "this looks like a payment card number, which must never reach a usage event",
  suggestion: "send a token or the last four digits",
});
