import {
  add,
  type Decimal,
  isNegative,
  isPositive,
  max,
  min,
  multiply,
  negate,
  zero,
} from "../money/decimal.ts";
import { divide, round } from "../money/rounding.ts";
import { ceilingOf, floorOf } from "./formula-evaluate.ts";
import type { FormulaNode } from "./formula-node.ts";

/** Limits, both included, on the values of an expression; an end that is missing is unlimited. May be wider than needed. */
export interface Bounds {
  readonly low?: Decimal | undefined;
  readonly high?: Decimal | undefined;
}

/**
 * Every `divide` whose divisor is not proven to differ from zero for all quantities, by interval arithmetic.
 * A formula that has none can never divide by zero, so rating needs no way to fail.
 */
export function unsafeDivisions(
  node: FormulaNode,
  boundsOfName: (name: string) => Bounds,
): readonly FormulaNode[] {
  const unsafe: FormulaNode[] = [];
  const visit = (part: FormulaNode): Bounds => {
    if (part.kind !== "divide") return boundsOf(part, visit, boundsOfName);
    const [dividend, divisor] = [visit(part.of[0]), visit(part.of[1])];
    if (isAbove(divisor)) return quotient(dividend, divisor, part.digits);
    if (isAbove(mirrored(divisor)))
      return quotient(mirrored(dividend), mirrored(divisor), part.digits);
    unsafe.push(part);
    return {};
  };
  visit(node);
  return unsafe;
}

const isAbove = ({ low }: Bounds): boolean => low !== undefined && isPositive(low);
const isAtLeastZero = ({ low }: Bounds): boolean => low !== undefined && !isNegative(low);

function boundsOf(
  node: Exclude<FormulaNode, { kind: "divide" }>,
  visit: (part: FormulaNode) => Bounds,
  boundsOfName: (name: string) => Bounds,
): Bounds {
  switch (node.kind) {
    case "number":
      return { low: node.value, high: node.value };
    case "name":
      return boundsOfName(node.name);
    case "negate":
      return mirrored(visit(node.of));
    case "floor":
      return rising(visit(node.of), floorOf);
    case "ceil":
      return rising(visit(node.of), ceilingOf);
    case "round":
      return rising(visit(node.of), (value) => round(value, node.digits));
    case "add":
      return plus(visit(node.of[0]), visit(node.of[1]));
    case "subtract":
      return plus(visit(node.of[0]), mirrored(visit(node.of[1])));
    case "multiply":
      return times(visit(node.of[0]), visit(node.of[1]));
    case "min":
      return node.of.map(visit).reduce(smaller);
    case "max":
      return node.of.map(visit).reduce(larger);
    case "if": {
      for (const part of node.compare) visit(part);
      const [then, otherwise] = [visit(node.then), visit(node.otherwise)];
      return {
        low: both(then.low, otherwise.low, min),
        high: both(then.high, otherwise.high, max),
      };
    }
  }
}

type End = Decimal | undefined;

const both = (a: End, b: End, combine: (a: Decimal, b: Decimal) => Decimal): End =>
  a === undefined || b === undefined ? undefined : combine(a, b);
const either = (a: End, b: End, combine: (a: Decimal, b: Decimal) => Decimal): End =>
  a === undefined ? b : b === undefined ? a : combine(a, b);

const mirrored = ({ low, high }: Bounds): Bounds => ({
  low: high && negate(high),
  high: low && negate(low),
});
const rising = ({ low, high }: Bounds, change: (value: Decimal) => Decimal): Bounds => ({
  low: low && change(low),
  high: high && change(high),
});
const plus = (a: Bounds, b: Bounds): Bounds => ({
  low: both(a.low, b.low, add),
  high: both(a.high, b.high, add),
});
const smaller = (a: Bounds, b: Bounds): Bounds => ({
  low: both(a.low, b.low, min),
  high: either(a.high, b.high, min),
});
const larger = (a: Bounds, b: Bounds): Bounds => ({
  low: either(a.low, b.low, max),
  high: both(a.high, b.high, max),
});

function times(a: Bounds, b: Bounds): Bounds {
  const [aPositive, bPositive] = [isAtLeastZero(a), isAtLeastZero(b)];
  if (aPositive && bPositive)
    return { low: both(a.low, b.low, multiply), high: both(a.high, b.high, multiply) };
  if (!aPositive && isAtLeastZero(mirrored(a))) return mirrored(times(mirrored(a), b));
  if (!bPositive && isAtLeastZero(mirrored(b))) return mirrored(times(a, mirrored(b)));
  const { low: c, high: d } = a;
  const { low: e, high: f } = b;
  if (c === undefined || d === undefined || e === undefined || f === undefined) return {};
  const corners = [multiply(c, e), multiply(c, f), multiply(d, e), multiply(d, f)];
  return { low: corners.reduce(min), high: corners.reduce(max) };
}

/** The divisor is above zero; an unlimited one brings the quotient as near to zero as one likes. */
function quotient(dividend: Bounds, divisor: Bounds, digits: number): Bounds {
  const { low: smallest, high: largest } = divisor;
  const over = (end: Decimal, by: End): Decimal =>
    by === undefined ? zero : divide(end, by, digits);
  const { low, high } = dividend;
  return {
    low: low && over(low, isNegative(low) ? smallest : largest),
    high: high && over(high, isNegative(high) ? largest : smallest),
  };
}
