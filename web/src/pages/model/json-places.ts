/** A stretch of a text: where it begins and ends, and the line of its beginning, counted from 1. */
export interface TextPlace {
  readonly from: number;
  readonly to: number;
  readonly line: number;
}

/** What a text says, where it is JSON; else what is wrong, and where. */
export type ReadText =
  | { readonly ok: true; readonly value: unknown; readonly places: ReadonlyMap<string, TextPlace> }
  | { readonly ok: false; readonly message: string; readonly place: TextPlace };

interface Reader {
  readonly text: string;
  at: number;
  readonly places: Map<string, { readonly from: number; readonly to: number }>;
}

const broken = (message: string, at: number) => Object.assign(new Error(message), { at });

const space = /[ \t\r\n]*/y;
const textToken = /"(?:[^"\\]|\\.)*"/y;
const scalarToken = /-?\d[\d.eE+-]*|true|false|null/y;

/** Reads JSON with the place of every value, by its JSON pointer: an editor leads to where a fault is. */
export function readText(text: string): ReadText {
  const reader: Reader = { text, at: 0, places: new Map() };
  try {
    const value = valueAt(reader, "");
    take(reader, space);
    if (reader.at < text.length) throw broken("Something follows after the end", reader.at);
    const lines = lineStarts(text);
    const places = [...reader.places].map(([path, { from, to }]): [string, TextPlace] => [
      path,
      { from, to, line: lineOf(lines, from) },
    ]);
    return { ok: true, value, places: new Map(places) };
  } catch (error) {
    if (!(error instanceof Error && "at" in error)) throw error;
    const { message, at } = error as ReturnType<typeof broken>;
    const line = lineOf(lineStarts(text), at);
    return { ok: false, message, place: { from: at, to: Math.min(at + 1, text.length), line } };
  }
}

/** The place of a value, or of the innermost one around where it would be. */
export function placeOf(
  places: ReadonlyMap<string, TextPlace>,
  pointer: string,
): TextPlace | undefined {
  for (let path = pointer; ; path = path.slice(0, path.lastIndexOf("/"))) {
    const place = places.get(path);
    if (place !== undefined || path === "") return place;
  }
}

function take(reader: Reader, token: RegExp): string | undefined {
  token.lastIndex = reader.at;
  const [found] = token.exec(reader.text) ?? [];
  if (found !== undefined) reader.at += found.length;
  return found;
}

function takeSign(reader: Reader, sign: string): boolean {
  take(reader, space);
  if (reader.text[reader.at] !== sign) return false;
  reader.at += 1;
  return true;
}

function valueAt(reader: Reader, path: string): unknown {
  take(reader, space);
  const from = reader.at;
  const value = valueFrom(reader, path);
  reader.places.set(path, { from, to: reader.at });
  return value;
}

function valueFrom(reader: Reader, path: string): unknown {
  if (takeSign(reader, "{")) return objectAt(reader, path);
  if (takeSign(reader, "[")) return listAt(reader, path);
  const from = reader.at;
  const token = take(reader, textToken) ?? take(reader, scalarToken);
  if (token === undefined) throw broken("A value is expected here", from);
  return parsed(token, from);
}

function parsed(token: string, at: number): unknown {
  try {
    return JSON.parse(token);
  } catch {
    throw broken("This is not JSON", at);
  }
}

function objectAt(reader: Reader, path: string): unknown {
  const entries = new Map<string, unknown>();
  if (takeSign(reader, "}")) return {};
  for (;;) {
    take(reader, space);
    const at = reader.at;
    const token = take(reader, textToken);
    if (token === undefined) throw broken("A name in quotes is expected here", at);
    const key = String(parsed(token, at));
    if (entries.has(key)) throw broken(`"${key}" stands here a second time`, at);
    if (!takeSign(reader, ":")) throw broken("A colon is expected here", reader.at);
    entries.set(key, valueAt(reader, `${path}/${escaped(key)}`));
    if (takeSign(reader, "}")) return Object.fromEntries(entries);
    if (!takeSign(reader, ",")) throw broken("A comma or } is expected here", reader.at);
  }
}

function listAt(reader: Reader, path: string): unknown {
  const items: unknown[] = [];
  if (takeSign(reader, "]")) return items;
  for (;;) {
    items.push(valueAt(reader, `${path}/${items.length}`));
    if (takeSign(reader, "]")) return items;
    if (!takeSign(reader, ",")) throw broken("A comma or ] is expected here", reader.at);
  }
}

/** A key as a step of a JSON pointer. */
export const escaped = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");

/** The steps of a JSON pointer. */
export const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** The line that a place lies in, by halving. */
function lineOf(starts: readonly number[], at: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle;
  }
  return low + 1;
}
