import { pathTo } from "../fault/fault.ts";
import {
  duplicateKey,
  forbiddenKey,
  impreciseNumber,
  type LocatedFault,
  type Position,
  positionsIn,
  type SourceDocument,
} from "./source-text.ts";

/** Values nested deeper than this are no model, and would exhaust the stack. */
const depthMax = 100;

const spaceGrammar = /[ \t\r\n]*/y;
const numberGrammar = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const textGrammar =
  /"(?:[^"\\\p{Cc}]|\u007f|[\u0080-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const wordGrammar = /true|false|null/y;
const words: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };

/** A reader in the middle of a text. Once `failed` is set, what it returns means nothing. */
interface Reader {
  readonly text: string;
  readonly positionOf: (offset: number) => Position;
  readonly faults: LocatedFault[];
  readonly positions: Map<string, Position>;
  at: number;
  failed: { readonly at: number; readonly expected: string } | undefined;
}

/**
 * Reads strict JSON with the place of every key. Besides what is not JSON (`malformed-json`), refuses a key given twice
 * and `__proto__`, which `JSON.parse` lets through, and numbers that lose digits (`imprecise-number`).
 */
export function readJson(text: string): SourceDocument {
  const reader: Reader = {
    text,
    positionOf: positionsIn(text),
    faults: [],
    positions: new Map(),
    at: 0,
    failed: undefined,
  };
  reader.positions.set("", { line: 1, column: 1 });
  const value = valueAt(reader, "", 0);
  take(reader, spaceGrammar);
  if (reader.at < text.length) fail(reader, "the end of the file");
  const { failed, faults, positions } = reader;
  if (failed === undefined) return { value, faults, positions };
  const malformed: LocatedFault = {
    code: "malformed-json",
    path: "",
    message: `this is not JSON: expected ${failed.expected}`,
    ...reader.positionOf(failed.at),
  };
  return { faults: [malformed], positions };
}

function fail(reader: Reader, expected: string): undefined {
  reader.failed ??= { at: reader.at, expected };
  return undefined;
}

/** The text that the grammar matches here, which is stepped over; undefined where it does not match. */
function take(reader: Reader, grammar: RegExp): string | undefined {
  grammar.lastIndex = reader.at;
  const [found] = grammar.exec(reader.text) ?? [];
  if (found !== undefined) reader.at += found.length;
  return found;
}

/** Steps over one sign and the space before it, where it comes next. */
function takeSign(reader: Reader, sign: string): boolean {
  take(reader, spaceGrammar);
  if (reader.text[reader.at] !== sign) return false;
  reader.at += 1;
  return true;
}

function valueAt(reader: Reader, path: string, depth: number): unknown {
  take(reader, spaceGrammar);
  if (depth > depthMax) return fail(reader, `at most ${depthMax} levels`);
  switch (reader.text[reader.at]) {
    case "{":
      return objectAt(reader, path, depth);
    case "[":
      return listAt(reader, path, depth);
    case '"':
      return textAt(reader);
    default:
      return plainAt(reader, path);
  }
}

function textAt(reader: Reader): string | undefined {
  const found = take(reader, textGrammar);
  return found === undefined ? fail(reader, "a text in double quotes") : JSON.parse(found);
}

function plainAt(reader: Reader, path: string): unknown {
  const start = reader.at;
  const word = take(reader, wordGrammar);
  if (word !== undefined) return words[word];
  const digits = take(reader, numberGrammar);
  if (digits === undefined) return fail(reader, "a value");
  const fault = impreciseNumber(digits, path);
  if (fault !== undefined) reader.faults.push({ ...fault, ...reader.positionOf(start) });
  return Number(digits);
}

function listAt(reader: Reader, path: string, depth: number): unknown {
  const list: unknown[] = [];
  reader.at += 1;
  if (takeSign(reader, "]")) return list;
  do {
    take(reader, spaceGrammar);
    const inner = pathTo(path, list.length);
    reader.positions.set(inner, reader.positionOf(reader.at));
    list.push(valueAt(reader, inner, depth + 1));
  } while (reader.failed === undefined && takeSign(reader, ","));
  if (reader.failed === undefined && !takeSign(reader, "]")) fail(reader, "a comma or ]");
  return list;
}

function objectAt(reader: Reader, path: string, depth: number): unknown {
  const fields = new Map<string, unknown>();
  reader.at += 1;
  if (takeSign(reader, "}")) return {};
  do {
    take(reader, spaceGrammar);
    const position = reader.positionOf(reader.at);
    const key = textAt(reader) ?? "";
    const inner = pathTo(path, key);
    const fault =
      forbiddenKey(key, inner) ?? (fields.has(key) ? duplicateKey(key, inner) : undefined);
    if (fault === undefined) reader.positions.set(inner, position);
    else if (reader.failed === undefined) reader.faults.push({ ...fault, ...position });
    if (reader.failed === undefined && !takeSign(reader, ":")) fail(reader, "a colon");
    const value = reader.failed === undefined ? valueAt(reader, inner, depth + 1) : undefined;
    if (fault === undefined) fields.set(key, value);
  } while (reader.failed === undefined && takeSign(reader, ","));
  if (reader.failed === undefined && !takeSign(reader, "}")) fail(reader, "a comma or }");
  return Object.fromEntries(fields);
}
