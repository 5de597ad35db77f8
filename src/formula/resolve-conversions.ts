import { assert, type Result } from "../fault/fault.ts";
import { type Expression, withParts } from "./expression.ts";
import { conversionFactor } from "./unit-conversion.ts";
import type { ValueType } from "./value-type.ts";

/** The formula with the factor of each of its conversions; its types were found before and are told again by `typeOf`. */
export function resolveConversions(
  expression: Expression,
  typeOf: (part: Expression) => Result<ValueType>,
): Expression {
  const resolved = withParts(expression, (part) => resolveConversions(part, typeOf));
  if (expression.kind !== "conversion" || resolved.kind !== "conversion") return resolved;
  const type = typeOf(expression.operand);
  assert(type.ok && type.value.kind === "number", "what is converted is a figure");
  const factor = conversionFactor(type.value.unit, expression.unit);
  assert(factor !== undefined, "what does not convert was refused");
  return { ...resolved, factor };
}
