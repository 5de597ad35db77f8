import type { Unit } from "./unit.ts";

/** What two figures can be put together with. */
export type BinaryOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "^"
  | "<"
  | "<="
  | ">"
  | ">="
  | "="
  | "<>"
  | "and"
  | "or";

/** A part of a formula, as it was written; `at` is the offset of its first character. */
export type Expression =
  | { readonly kind: "number"; readonly value: number; readonly unit: Unit; readonly at: number }
  | { readonly kind: "name"; readonly name: string; readonly at: number }
  | {
      readonly kind: "unary";
      readonly operator: "-" | "not";
      readonly operand: Expression;
      readonly at: number;
    }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly at: number;
    }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly arguments: readonly Expression[];
      readonly at: number;
    }
  | {
      readonly kind: "conversion";
      readonly operand: Expression;
      readonly unit: Unit;
      /** What the operand is multiplied by; set when the operand's unit is known. */
      readonly factor?: number;
      readonly at: number;
    };

/** The parts of a part, in the order they are written. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "number":
    case "name":
      return [];
    case "unary":
    case "conversion":
      return [expression.operand];
    case "binary":
      return [expression.left, expression.right];
    case "call":
      return expression.arguments;
  }
}

/** The same of other parts, each at the place of the part that it is made of. */
export function withParts(
  expression: Expression,
  partFor: (part: Expression, place: number) => Expression,
): Expression {
  switch (expression.kind) {
    case "number":
    case "name":
      return expression;
    case "unary":
    case "conversion":
      return { ...expression, operand: partFor(expression.operand, 0) };
    case "binary":
      return {
        ...expression,
        left: partFor(expression.left, 0),
        right: partFor(expression.right, 1),
      };
    case "call":
      return { ...expression, arguments: expression.arguments.map(partFor) };
  }
}

/** Whether it is one number with its sign, and nothing to compute. */
export const isLiteral = (expression: Expression): boolean =>
  expression.kind === "number" ||
  (expression.kind === "unary" && expression.operand.kind === "number");
