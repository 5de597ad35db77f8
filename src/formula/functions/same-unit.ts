import { assert, ok, type Result, refuse } from "../../fault/fault.ts";
import { isRatio, sameUnit, unitText } from "../unit.ts";
import { conversionFactor } from "../unit-conversion.ts";
import { type NumberType, typeText, type ValueType, widest } from "../value-type.ts";
import type { FaultAt } from "./formula-function.ts";

/** The type of figures that must share one unit; refuses `unit-mismatch` and `not-a-figure` at the argument that differs. */
export function sharedType(given: readonly ValueType[], faultAt: FaultAt): Result<NumberType> {
  const figures = figuresOf(given, faultAt);
  if (!figures.ok) return figures;
  const told = figures.value.find(({ zero }) => zero !== true) ?? figures.value[0];
  assert(told !== undefined, "a function has arguments");
  const odd = figures.value.findIndex((one) => one.zero !== true && !sameUnit(one.unit, told.unit));
  const other = figures.value[odd];
  if (other !== undefined) return refuse(faultAt(mismatch(told, other), odd));
  return ok({ ...told, shape: widest(given) });
}

/** All as figures; refuses `not-a-figure` at one that is a condition. */
export function figuresOf(
  given: readonly ValueType[],
  faultAt: FaultAt,
): Result<readonly NumberType[]> {
  const figures = given.filter((type): type is NumberType => type.kind === "number");
  const odd = given.findIndex(({ kind }) => kind !== "number");
  return odd < 0 ? ok(figures) : refuse(faultAt(notAFigure, odd));
}

/** The type of figures without a unit; refuses `unit-mismatch`. */
export function ratios(given: readonly ValueType[], faultAt: FaultAt): Result<NumberType> {
  const figures = figuresOf(given, faultAt);
  if (!figures.ok) return figures;
  const odd = figures.value.findIndex(({ unit }) => !isRatio(unit));
  const other = figures.value[odd];
  if (other === undefined) return ok({ kind: "number", unit: {}, shape: widest(given) });
  return refuse(
    faultAt(
      {
        code: "unit-mismatch",
        message: `this takes a ratio, and not ${typeText(other)}`,
        suggestion: "divide it by what it is measured against",
      },
      odd,
    ),
  );
}

/** The fault of a condition where something is counted or measured. */
export const notAFigure = {
  code: "not-a-figure",
  message: "this is a condition, where a figure belongs",
  suggestion: 'choose with "if(condition, figure, figure)"',
};

/** The fault of two figures that cannot be put together, with both units and the conversion where there is one. */
export function mismatch(left: NumberType, right: NumberType) {
  return {
    code: "unit-mismatch",
    message: `${unitText(left.unit)} and ${unitText(right.unit)} cannot be put together`,
    suggestion:
      conversionFactor(right.unit, left.unit) === undefined
        ? "multiply or divide by what tells the one from the other"
        : `say the second "in ${unitText(left.unit)}"`,
  };
}
