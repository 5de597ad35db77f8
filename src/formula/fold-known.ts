import { type Expression, partsOf, withParts } from "./expression.ts";
import { formulaCode } from "./formula-code.ts";
import { formulaFunction } from "./functions/registry.ts";
import { power } from "./power.ts";

/**
 * A formula with the figures put in that are known beforehand, and computed as far as that goes. What is left computes the very same numbers:
 * nothing is reordered, and only a multiplication by one, which changes no number, is left out.
 */
export function foldKnown(expression: Expression, known: ReadonlyMap<string, number>): Expression {
  const folded = withPartsFolded(expression, known);
  if (folded.kind === "number") return folded;
  if (folded.kind === "name") {
    const value = known.get(folded.name);
    return value === undefined ? folded : numberOf(value, folded);
  }
  if (isConstant(folded)) {
    const value = constantValue(folded);
    return typeof value === "number" ? numberOf(value, folded) : folded;
  }
  return withoutOnes(chosen(folded));
}

function withPartsFolded(expression: Expression, known: ReadonlyMap<string, number>): Expression {
  // What is read of earlier months is read by its name.
  const past = expression.kind === "call" && formulaFunction(expression.name)?.reads === "past";
  return withParts(expression, (part, place) =>
    past && place === 0 ? part : foldKnown(part, known),
  );
}

/** Code prints only numbers that are finite. */
const numberOf = (value: number, { at, ...own }: Expression): Expression =>
  Number.isFinite(value) ? { kind: "number", value, unit: {}, at } : ({ ...own, at } as Expression);

/** Whether it reads nothing, and not the month either. */
function isConstant(expression: Expression): boolean {
  if (expression.kind === "number") return true;
  if (expression.kind === "name") return false;
  if (expression.kind === "call" && expression.arguments.length === 0) return false;
  return partsOf(expression).every(isConstant);
}

/** What a constant comes to, by the code that would compute it. */
function constantValue(constant: Expression): number | boolean {
  const nothing = (): never => {
    throw new Error("broken invariant: a constant reads nothing");
  };
  const code = formulaCode(constant, { now: nothing, past: nothing });
  const compute = new Function("power", `return ${code};`) as (
    raise: typeof power,
  ) => number | boolean;
  return compute(power);
}

/** The figure that an `if` chooses in every month. */
function chosen(expression: Expression): Expression {
  if (expression.kind !== "call" || expression.name !== "if") return expression;
  const [asked, held, otherwise] = expression.arguments;
  if (asked === undefined || !isConstant(asked)) return expression;
  return (constantValue(asked) === true ? held : otherwise) ?? expression;
}

function withoutOnes(expression: Expression): Expression {
  if (expression.kind === "conversion")
    return expression.factor === 1 ? expression.operand : expression;
  if (expression.kind !== "binary") return expression;
  const { operator, left, right } = expression;
  if ((operator === "*" || operator === "/") && isOne(right)) return left;
  return operator === "*" && isOne(left) ? right : expression;
}

const isOne = (expression: Expression): boolean =>
  expression.kind === "number" && expression.value === 1;
