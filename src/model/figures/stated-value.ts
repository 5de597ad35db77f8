import { ok, type Result } from "../../fault/fault.ts";
import type { Unit } from "../../formula/unit.ts";
import type { UnitNouns } from "../../formula/unit-text.ts";
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
 * The faults are those of {@link readLiteral}.
 */
export function readStated(
  text: string,
  place: { readonly path: string; readonly nouns: UnitNouns },
): Result<StatedValue> {
  const trimmed = text.trim();
  const [sign = "", comparison = "is"] = signs.find(([one]) => trimmed.startsWith(one)) ?? [];
  const literal = readLiteral(trimmed.slice(sign.length), place);
  if (!literal.ok) return literal;
  return ok({ ...literal.value, comparison, exactTo: halfLastDigit(trimmed), text: trimmed });
}

function halfLastDigit(text: string): number {
  const [, whole = "", decimals = "", suffix = ""] =
    /(\d[\d_]*)(?:\.(\d+))?([kMB%]*)/.exec(text) ?? [];
  if (whole === "") return 0;
  const power = [...suffix].reduce((sum, one) => sum + (powers[one] ?? 0), 0) - decimals.length;
  return Number(`5e${power - 1}`);
}
