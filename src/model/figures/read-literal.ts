import { ok, type Result, refuse } from "../../fault/fault.ts";
import { parseFormula } from "../../formula/parse-formula.ts";
import type { Unit } from "../../formula/unit.ts";
import type { UnitNouns } from "../../formula/unit-text.ts";

/** A figure that is written out, with its unit: `5% per month`, `-750k USD`. Refuses `bounds-not-figures` for anything else. */
export function readLiteral(
  text: string,
  place: { readonly path: string; readonly nouns: UnitNouns },
): Result<{ readonly value: number; readonly unit: Unit }> {
  const parsed = parseFormula(text, place);
  if (!parsed.ok) return parsed;
  const { value: expression } = parsed;
  if (expression.kind === "number") return ok(expression);
  if (expression.kind === "unary" && expression.operand.kind === "number") {
    return ok({ unit: expression.operand.unit, value: -expression.operand.value });
  }
  return refuse({
    code: "bounds-not-figures",
    path: place.path,
    message: "a bound is a figure that is written out, and no formula",
    value: text.slice(0, 60),
    suggestion: "give the formula a name of its own, or write a number with its unit",
  });
}
