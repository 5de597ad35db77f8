import { type Fault, faultsOf, pathTo, type Result } from "../fault/fault.ts";
import { holdsCardNumber, mayHoldCardNumber } from "../metering/card-number.ts";
import { shownKey } from "../model/shape.ts";

/** What a body is, for its texts: a fact tells of people and purchases, any other document is somebody's model. */
export type TextsOf = "fact" | "document";

/**
 * What was read from a JSON value, or its faults with those of texts that must not be stored: one for each place, and
 * that of a card number before any other, which might repeat it.
 */
export function storable<T>(read: Result<T>, json: unknown, of: TextsOf): Result<T> {
  const found = storedTextFaults(json, of);
  if (found.length === 0) return read;
  const cards = new Set(found.filter(isCardData).map(({ path }) => path));
  const others = faultsOf(read).filter(({ path }) => !cards.has(path));
  const known = new Set(others.map(({ path }) => path));
  return { ok: false, faults: [...others, ...found.filter(({ path }) => !known.has(path))] };
}

const isCardData = (fault: Fault): boolean => fault.code === "card-data-refused";

/**
 * The texts of a JSON value that must not be stored: `invalid-text` for a NUL or half of a surrogate pair, which no
 * database gives back as it was, and `card-data-refused` for a payment card number in a fact. A model is not looked
 * through for cards: its long numbers are prices. The text itself is never repeated in a fault.
 *
 * @param value no deeper than a strict reading lets in
 */
export function storedTextFaults(value: unknown, of: TextsOf, path = ""): readonly Fault[] {
  if (typeof value === "string") return faultsOfText(value, of, path);
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value))
    return value.flatMap((item, index) => storedTextFaults(item, of, pathTo(path, index)));
  return Object.entries(value).flatMap(([key, item]) => {
    const keyPath = pathTo(path, shownKey(key));
    return [...faultsOfText(key, of, keyPath), ...storedTextFaults(item, of, keyPath)];
  });
}

/** In a pattern that reads by code point, only a half that stands alone is a surrogate. */
const halfPair = /\p{Cs}/u;

function faultsOfText(text: string, of: TextsOf, path: string): readonly Fault[] {
  if (text.includes("\0") || halfPair.test(text)) return [unstorable(path)];
  return of === "fact" && mayHoldCardNumber(text) && holdsCardNumber(text) ? [cardData(path)] : [];
}

const unstorable = (path: string): Fault => ({
  code: "invalid-text",
  path,
  message: "a text may hold neither NUL nor half of a surrogate pair",
  suggestion: "send visible characters only",
});

const cardData = (path: string): Fault => ({
  code: "card-data-refused",
  path,
  message: "this looks like a payment card number, which must never be kept here",
  suggestion: "send a token or the last four digits",
});
