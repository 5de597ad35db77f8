import { ok, type Result, refuse } from "../../fault/fault.ts";
import type { Unit } from "../../formula/unit.ts";
import type { UnitNouns } from "../../formula/unit-text.ts";
import { plainFigure } from "./printed-figure.ts";
import { readLiteral } from "./read-literal.ts";

/** How a stated figure compares with what it is about. */
export type Comparison = "is" | "below" | "at-most" | "above" | "at-least";

/** A figure as a document prints it. */
export interface StatedValue {
  readonly comparison: Comparison;
  readonly value: number;
  readonly unit: Unit;
  /** Half of what its last digit stands for: `25M` is exact to half a million, `16.7%` to half a tenth of a percent. */
  readonly exactTo: number;
  readonly text: string;
}

const signs: readonly (readonly [string, Comparison])[] = [
  ["<=", "at-most"],
  [">=", "at-least"],
  ["<", "below"],
  [">", "above"],
];

const powers: Readonly<Record<string, number>> = { k: 3, M: 6, B: 9, "%": -2 };

/**
 * Reads a stated figure: a number with its unit as formulas write it, and `<`, `<=`, `>` or `>=` before it for a bound.
 * The faults are those of {@link readLiteral}, with how to write what a document prints otherwise.
 */
export function readStated(text: string, place: StatedPlace): Result<StatedValue> {
  const stated = readPlain(text, place);
  const advice = stated.ok ? undefined : adviceOn(text.trim(), place);
  return stated.ok || advice === undefined
    ? stated
    : refuse(...stated.faults.map((fault) => ({ ...fault, suggestion: advice })));
}

interface StatedPlace {
  readonly path: string;
  readonly nouns: UnitNouns;
}

function readPlain(text: string, place: StatedPlace): Result<StatedValue> {
  const trimmed = text.trim();
  const [sign = "", comparison = "is"] = signs.find(([one]) => trimmed.startsWith(one)) ?? [];
  const literal = readLiteral(trimmed.slice(sign.length), place);
  if (!literal.ok) return literal;
  return ok({ ...literal.value, comparison, exactTo: halfLastDigit(trimmed), text: trimmed });
}

/** How a figure that cannot be read is written so that it can; undefined where nothing that is known makes it one. */
function adviceOn(text: string, place: StatedPlace): string | undefined {
  const plain = plainFigure(text);
  if (plain === undefined || !plain.ends.every((end) => readPlain(end, place).ok)) return undefined;
  const [low, high] = plain.ends;
  const write = high === undefined ? `write "${low}"` : `write { low: "${low}", high: "${high}" }`;
  return plain.about
    ? `${write}: its digits say how exact it is, and "within": "10%" beside it takes what is near`
    : write;
}

function halfLastDigit(text: string): number {
  const [, whole = "", decimals = "", suffix = ""] =
    /(\d[\d_]*)(?:\.(\d+))?([kMB%]*)/.exec(text) ?? [];
  if (whole === "") return 0;
  const power = [...suffix].reduce((sum, one) => sum + (powers[one] ?? 0), 0) - decimals.length;
  return Number(`5e${power - 1}`);
}
