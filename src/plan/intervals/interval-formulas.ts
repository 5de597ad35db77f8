import type { BinaryOperator, Expression } from "../../formula/expression.ts";
import type { FormulaStep } from "../../formula/formula-step.ts";
import { formulaFunction } from "../../formula/functions/registry.ts";
import type { OrderedFormulas } from "../../formula/order-formulas.ts";
import {
  added,
  divided,
  exactly,
  type Interval,
  maybe,
  multiplied,
  negated,
  raised,
  spanning,
  unbounded,
} from "./interval.ts";
import { intervalCall } from "./interval-calls.ts";

/** A figure of which only bounds are known: one pair, or one for each month. */
export interface BoundedFigure {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Figures by name; those of a formula's parts among them. */
export type BoundedFigures = Map<string, BoundedFigure>;

/** Bounds of a figure in a month, from 0; anything of one that is not known. */
function boundsIn(figures: BoundedFigures, name: string, month: number): Interval {
  const own = figures.get(name);
  if (own === undefined) return unbounded;
  const at = own.low.length === 1 ? 0 : month;
  return spanning([own.low[at] ?? Number.NaN, own.high[at] ?? Number.NaN]);
}

/**
 * Bounds of every figure from bounds of what is told (R. E. Moore, Interval Analysis, 1966): each operation gives an interval in which its
 * result lies wherever its operands lie in theirs. A figure that a formula reads twice counts as two, so bounds may be wider than they need.
 */
export function boundFormulas(
  { groups }: Pick<OrderedFormulas, "groups">,
  told: ReadonlyMap<string, BoundedFigure>,
  months: number,
): BoundedFigures {
  const figures: BoundedFigures = new Map(told);
  for (const group of groups) {
    const own = group.filter(({ expression, whole }) => (expression ?? whole) !== undefined);
    for (const { name, shape } of own) figures.set(name, empty(shape === "monthly" ? months : 1));
    const last = own.some(({ shape }) => shape === "monthly") ? months : 1;
    for (let month = 0; month < last; month += 1)
      for (const step of own) {
        const figure = figures.get(step.name);
        if (figure === undefined || month >= figure.low.length) continue;
        const { low, high } = stepIn(step, figures, month);
        figure.low[month] = low;
        figure.high[month] = high;
      }
  }
  return figures;
}

const empty = (length: number): BoundedFigure => ({
  low: new Float64Array(length),
  high: new Float64Array(length),
});

function stepIn(
  { expression, whole }: FormulaStep,
  figures: BoundedFigures,
  month: number,
): Interval {
  if (expression !== undefined) return valueIn(expression, figures, month);
  const of = whole === undefined ? undefined : figures.get(whole.of);
  if (whole === undefined || of === undefined) return unbounded;
  const given = whole.given.map((one) => valueIn(one, figures, month));
  if (given.some(({ low, high }) => low !== high)) return unbounded;
  const numbers = given.map(({ low }) => low);
  // Sums, means, extremes and single months: none of them falls where a month rises.
  return spanning([whole.function.value(of.low, numbers), whole.function.value(of.high, numbers)]);
}

function valueIn(expression: Expression, figures: BoundedFigures, month: number): Interval {
  switch (expression.kind) {
    case "number":
      return exactly(expression.value);
    case "name":
      return boundsIn(figures, expression.name, month);
    case "unary": {
      const operand = valueIn(expression.operand, figures, month);
      return expression.operator === "-" ? negated(operand) : added(exactly(1), negated(operand));
    }
    case "binary":
      return together(
        expression.operator,
        valueIn(expression.left, figures, month),
        valueIn(expression.right, figures, month),
      );
    case "conversion":
      return multiplied(
        valueIn(expression.operand, figures, month),
        exactly(expression.factor ?? Number.NaN),
      );
    case "call":
      return called(expression, figures, month);
  }
}

function called(
  { name, arguments: given }: Extract<Expression, { kind: "call" }>,
  figures: BoundedFigures,
  month: number,
): Interval {
  const [of, ...others] = given;
  if (formulaFunction(name)?.reads !== "past")
    return intervalCall(
      name,
      given.map((one) => valueIn(one, figures, month)),
      month,
    );
  const [before = unbounded, back = exactly(1)] = others.map((one) => valueIn(one, figures, month));
  if (of?.kind !== "name" || back.low !== back.high) return unbounded;
  const months = others.length < 2 ? 1 : Math.max(1, Math.floor(back.low));
  return month < months ? before : boundsIn(figures, of.name, month - months);
}

function together(operator: BinaryOperator, left: Interval, right: Interval): Interval {
  switch (operator) {
    case "+":
      return added(left, right);
    case "-":
      return added(left, negated(right));
    case "*":
      return multiplied(left, right);
    case "/":
      return divided(left, right);
    case "^":
      return raised(left, right);
    case "and":
      return { low: Math.min(left.low, right.low), high: Math.min(left.high, right.high) };
    case "or":
      return { low: Math.max(left.low, right.low), high: Math.max(left.high, right.high) };
    default:
      return compared(operator, left, right);
  }
}

const answer = (surely: boolean, never: boolean): Interval => {
  if (surely) return exactly(1);
  return never ? exactly(0) : maybe;
};

function compared(
  operator: Exclude<BinaryOperator, "+" | "-" | "*" | "/" | "^" | "and" | "or">,
  left: Interval,
  right: Interval,
): Interval {
  switch (operator) {
    case "<":
      return answer(left.high < right.low, left.low >= right.high);
    case "<=":
      return answer(left.high <= right.low, left.low > right.high);
    case ">":
      return answer(left.low > right.high, left.high <= right.low);
    case ">=":
      return answer(left.low >= right.high, left.high < right.low);
    case "=":
    case "<>": {
      const apart = left.high < right.low || left.low > right.high;
      const same = left.low === left.high && right.low === right.high && left.low === right.low;
      return operator === "=" ? answer(same, apart) : answer(apart, same);
    }
  }
}
