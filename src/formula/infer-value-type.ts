import { assert, type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import type { BinaryOperator, Expression } from "./expression.ts";
import { notACondition } from "./functions/choose.ts";
import type { FaultAt, FormulaFunction } from "./functions/formula-function.ts";
import { formulaFunction, formulaFunctions } from "./functions/registry.ts";
import { figuresOf, mismatch, notAFigure, ratios, sharedType } from "./functions/same-unit.ts";
import { divideUnits, isRatio, multiplyUnits, raiseUnit, ratio, unitText } from "./unit.ts";
import { conversionFactor } from "./unit-conversion.ts";
import { type NumberType, type ValueType, widest } from "./value-type.ts";

/** What a formula stands among. */
export interface TypeScope {
  /** JSON pointer to the formula. */
  readonly path: string;
  /** The type of another name; refuses where there is none, or where it cannot be told. */
  readonly typeOf: (name: string, at: number) => Result<ValueType>;
  /** Called for each name that is read of earlier months, with the type that it must turn out to have. */
  readonly expects: (name: string, at: number, type: NumberType) => void;
}

/** The type of a formula, or every fault in it: `unit-mismatch`, `not-a-figure`, `unknown-function` and those of its functions. */
export function inferValueType(expression: Expression, scope: TypeScope): Result<ValueType> {
  switch (expression.kind) {
    case "number":
      return ok({
        kind: "number",
        unit: expression.unit,
        shape: "once",
        zero: expression.value === 0 && isRatio(expression.unit),
      });
    case "name":
      return scope.typeOf(expression.name, expression.at);
    case "unary":
      return unary(expression, scope);
    case "binary":
      return binary(expression, scope);
    case "conversion":
      return conversion(expression, scope);
    case "call":
      return call(expression, scope);
  }
}

type Node<Kind extends Expression["kind"]> = Extract<Expression, { kind: Kind }>;

const faultAt =
  (scope: TypeScope, places: readonly number[], whole: number): FaultAt =>
  (fault, argument) =>
    placed(fault, scope, places[argument ?? -1] ?? whole);

const placed = (
  fault: Omit<Fault, "path">,
  { path }: Pick<TypeScope, "path">,
  at: number,
): Fault => ({ ...fault, path, message: `${fault.message} (column ${at + 1})` });

function typesOf(parts: readonly Expression[], scope: TypeScope): Result<readonly ValueType[]> {
  const types: ValueType[] = [];
  const faults: Fault[] = [];
  for (const part of parts) {
    const type = inferValueType(part, scope);
    if (type.ok) types.push(type.value);
    else faults.push(...type.faults);
  }
  return faults.length === 0 ? ok(types) : refuse(...faults);
}

function unary({ operator, operand, at }: Node<"unary">, scope: TypeScope): Result<ValueType> {
  const type = inferValueType(operand, scope);
  if (!type.ok) return type;
  const wanted = operator === "not" ? "condition" : "number";
  if (type.value.kind !== wanted) return refuse(placed(notWanted(wanted), scope, at));
  return type;
}

const notWanted = (wanted: ValueType["kind"]) =>
  wanted === "condition" ? notACondition : notAFigure;

function binary(node: Node<"binary">, scope: TypeScope): Result<ValueType> {
  const { left, right, operator, at } = node;
  const types = typesOf([left, right], scope);
  if (!types.ok) return types;
  const places = faultAt(scope, [left.at, right.at], at);
  if (operator === "and" || operator === "or") {
    const odd = types.value.findIndex(({ kind }) => kind !== "condition");
    return odd < 0
      ? ok({ kind: "condition", shape: widest(types.value) })
      : refuse(places(notACondition, odd));
  }
  const figures = figuresOf(types.value, places);
  if (!figures.ok) return figures;
  const [first, second] = figures.value;
  assert(first !== undefined && second !== undefined, "two sides");
  return together(operator, [first, second], node, places);
}

function together(
  operator: Exclude<BinaryOperator, "and" | "or">,
  [first, second]: readonly [NumberType, NumberType],
  { right }: Node<"binary">,
  places: FaultAt,
): Result<ValueType> {
  const shape = widest([first, second]);
  switch (operator) {
    case "*":
      return ok({ kind: "number", unit: multiplyUnits(first.unit, second.unit), shape });
    case "/":
      return ok({ kind: "number", unit: divideUnits(first.unit, second.unit), shape });
    case "^":
      return power([first, second], right, places);
    case "+":
    case "-": {
      const shared = sharedType([first, second], (fault) => places(fault));
      return shared.ok ? shared : refuse(places(mismatch(first, second)));
    }
    default: {
      const shared = sharedType([first, second], (fault) => places(fault));
      return shared.ok ? ok({ kind: "condition", shape }) : refuse(places(mismatch(first, second)));
    }
  }
}

/** What has a unit can only be raised to a whole number that is written out, for the unit depends on it. */
function power(
  [base, exponent]: readonly [NumberType, NumberType],
  written: Expression,
  places: FaultAt,
): Result<ValueType> {
  const plain = ratios([exponent], (fault) => places(fault, 1));
  if (!plain.ok) return plain;
  const shape = widest([base, exponent]);
  if (isRatio(base.unit)) return ok({ kind: "number", unit: ratio, shape });
  const whole = written.kind === "number" && Number.isInteger(written.value) ? written.value : null;
  if (whole !== null && whole <= 9) {
    return ok({ kind: "number", unit: raiseUnit(base.unit, whole), shape });
  }
  return refuse(
    places(
      {
        code: "unit-mismatch",
        message: `${unitText(base.unit)} can only be raised to a small whole number`,
        suggestion: "divide it by what it is measured against, so that it is a ratio",
      },
      1,
    ),
  );
}

function conversion(
  { operand, unit, at }: Node<"conversion">,
  scope: TypeScope,
): Result<ValueType> {
  const type = inferValueType(operand, scope);
  if (!type.ok) return type;
  if (type.value.kind !== "number") return refuse(placed(notAFigure, scope, at));
  if (conversionFactor(type.value.unit, unit) !== undefined) return ok({ ...type.value, unit });
  return refuse(
    placed(
      {
        code: "unit-mismatch",
        message: `${unitText(type.value.unit)} is no fixed number of ${unitText(unit)}`,
        suggestion: "a year is 12 months and a quarter 3; a month is no fixed number of days",
      },
      scope,
      at,
    ),
  );
}

function call(node: Node<"call">, scope: TypeScope): Result<ValueType> {
  const called = formulaFunction(node.name);
  if (called === undefined) return refuse(placed(unknownFunction(node.name), scope, node.at));
  const count = node.arguments.length;
  if (count < called.least || count > called.most) {
    return refuse(placed(wrongCount(called, count), scope, node.at));
  }
  const places = faultAt(
    scope,
    node.arguments.map(({ at }) => at),
    node.at,
  );
  if (called.reads === "past") return past(called, node, scope, places);
  const types = typesOf(node.arguments, scope);
  if (!types.ok) return types;
  if (called.reads !== "whole") return called.type(types.value, places);
  const figures = figuresOf(types.value, places);
  return figures.ok ? called.type(figures.value, places) : figures;
}

/** The figure itself is not looked at: it may be the one that is being told. It is held to its beginning afterwards. */
function past(
  called: Extract<FormulaFunction, { reads: "past" }>,
  node: Node<"call">,
  scope: TypeScope,
  places: FaultAt,
): Result<ValueType> {
  const [of, ...others] = node.arguments;
  if (of?.kind !== "name") return refuse(places(notAName, 0));
  const types = typesOf(others, scope);
  if (!types.ok) return types;
  const type = called.type(types.value, places);
  if (type.ok) scope.expects(of.name, of.at, type.value);
  return type;
}

const notAName = {
  code: "not-a-name",
  message: "only a figure that has a name can be read of earlier months",
  suggestion: "give this part a name of its own",
};

function unknownFunction(name: string) {
  const near = nearest(
    name,
    formulaFunctions.map((one) => one.name),
  );
  return {
    code: "unknown-function",
    message: "there is no function of this name",
    value: name.slice(0, 60),
    suggestion: near === undefined ? "see docs/formulas.md" : `did you mean "${near}"?`,
  };
}

const wrongCount = ({ usage, least, most }: FormulaFunction, count: number) => ({
  code: "wrong-argument-count",
  message: `this takes ${least === most ? least : `${least} to ${most}`} arguments and has ${count}`,
  suggestion: `write "${usage}"`,
});
