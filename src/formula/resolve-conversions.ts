import { assert, type Result } from "../fault/fault.ts";
import type { Expression } from "./expression.ts";
import { conversionFactor } from "./unit-conversion.ts";
import type { ValueType } from "./value-type.ts";

/** The formula with the factor of each of its conversions; its types were found before and are told again by `typeOf`. */
export function resolveConversions(
  expression: Expression,
  typeOf: (part: Expression) => Result<ValueType>,
): Expression {
  const within = (part: Expression): Expression => resolveConversions(part, typeOf);
  switch (expression.kind) {
    case "number":
    case "name":
      return expression;
    case "unary":
      return { ...expression, operand: within(expression.operand) };
    case "binary":
      return { ...expression, left: within(expression.left), right: within(expression.right) };
    case "call":
      return { ...expression, arguments: expression.arguments.map(within) };
    case "conversion": {
      const type = typeOf(expression.operand);
      assert(type.ok && type.value.kind === "number", "what is converted is a figure");
      const factor = conversionFactor(type.value.unit, expression.unit);
      assert(factor !== undefined, "what does not convert was refused");
      return { ...expression, operand: within(expression.operand), factor };
    }
  }
}
