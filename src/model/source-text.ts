import type { Fault } from "../fault/fault.ts";
import { equals, parseDecimal, parseNumber } from "../money/decimal.ts";

/** A place in a text file, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A fault, with its place in the file where that is known. */
export interface LocatedFault extends Fault, Partial<Position> {}

/** A document read from text, with what the text alone gets wrong. */
export interface SourceDocument {
  /** Absent where the text cannot be read at all. */
  readonly value?: unknown;
  readonly faults: readonly LocatedFault[];
  /** Where each key or entry stands, by JSON pointer. */
  readonly positions: ReadonlyMap<string, Position>;
}

/** The fault with the place of its value in the file, or of what encloses it where the value is missing. */
export function locate(
  fault: LocatedFault,
  positions: ReadonlyMap<string, Position>,
): LocatedFault {
  if (fault.line !== undefined) return fault;
  for (let path = fault.path; ; path = path.slice(0, path.lastIndexOf("/"))) {
    const position = positions.get(path);
    if (position !== undefined) return { ...fault, ...position };
    if (path === "") return fault;
  }
}

/** Turns offsets of a text into lines and columns. */
export function positionsIn(text: string): (offset: number) => Position {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let line = 0;
    for (let step = starts.length; step >= 1; step = step >> 1)
      while ((starts[line + step] ?? Infinity) <= offset) line += step;
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}

/** The fault of a number whose text says more than a number can hold: `0.1000000000000000055`. */
export function impreciseNumber(text: string, path: string): Fault | undefined {
  if (/[eE]/.test(text)) return undefined;
  const written = parseDecimal(text.replace(/^\+/, ""));
  const held = parseNumber(Number(text));
  if (written.ok && held.ok && equals(written.value, held.value)) return undefined;
  return {
    code: "imprecise-number",
    path,
    message: "a number cannot hold this exactly",
    value: text.slice(0, 60),
    suggestion: `write it as a text: "${text.slice(0, 40)}"`,
  };
}

/** The fault of a key that is given twice in one object. */
export const duplicateKey = (key: string, path: string): Fault => ({
  code: "duplicate-key",
  path,
  message: `"${key.slice(0, 60)}" is given twice here`,
  suggestion: "remove one of the two",
});

/** A key that would change what an object is instead of what it holds. */
export const forbiddenKey = (key: string, path: string): Fault | undefined =>
  key === "__proto__"
    ? {
        code: "forbidden-key",
        path,
        message: "no key may be called __proto__",
        suggestion: "rename it",
      }
    : undefined;
