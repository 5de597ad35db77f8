import { assert } from "../fault/fault.ts";
import type { Expression } from "./expression.ts";
import { foldKnown } from "./fold-known.ts";
import { type CodeScope, formulaCode } from "./formula-code.ts";
import type { FormulaMemory } from "./formula-memory.ts";
import type { FormulaStep } from "./formula-step.ts";
import type { WholeFunction } from "./functions/formula-function.ts";
import { power } from "./power.ts";

/** Computes some steps of a plan in place. */
export type FormulaPart = (memory: Float64Array, months: number) => void;

/**
 * Compiles steps to a function: figures of the whole plan first, then a loop over the months with one line for each monthly figure.
 * What a step reads must stand before it, or in a part that ran before. A monthly figure that is not kept is only read in its own month, by
 * steps of this part. Where figures are `known`, the part runs again and again; see {@link Repeated}.
 */
export function formulaPart(
  steps: readonly FormulaStep[],
  memory: FormulaMemory,
  isKept: (name: string) => boolean,
  known?: ReadonlyMap<string, number>,
): FormulaPart {
  const wholes: WholeFunction["value"][] = [];
  const own = known === undefined ? steps : steps.flatMap((step) => foldedStep(step, known));
  const once = own
    .filter(
      ({ shape, expression, whole }) => shape === "once" && (expression ?? whole) !== undefined,
    )
    .map((step) => onceCode(step, memory, wholes));
  const monthly = own.filter(
    ({ shape, expression }) => shape === "monthly" && expression !== undefined,
  );
  const powers = known === undefined ? undefined : new RunningPowers();
  const loop = monthly.length === 0 ? [] : loopCode(monthly, memory, isKept, powers);
  const code = ['"use strict";', "return (m, months) => {", ...once, ...loop, "};"].join("\n");
  // Only code that formula-code.ts prints gets in: places, numbers and signs, nothing that anybody wrote.
  const make = new Function("whole", "power", code) as (
    of: typeof wholes,
    raise: typeof power,
  ) => FormulaPart;
  return make(wholes, power);
}

/** A step with known figures as numbers; none where it is, or belongs to, one of them. */
function foldedStep(step: FormulaStep, known: ReadonlyMap<string, number>): readonly FormulaStep[] {
  const [owner = step.name] = step.name.split("#");
  if (known.has(owner)) return [];
  const { expression, whole } = step;
  const fold = (part: Expression): Expression => foldKnown(part, known);
  return [
    {
      ...step,
      expression: expression && fold(expression),
      ...(whole && { whole: { ...whole, given: whole.given.map(fold) } }),
    },
  ];
}

/** Powers of a loop, each found from that of the month before where the base is the same and the exponent is one more, or the same. */
class RunningPowers {
  readonly lines: string[] = [];

  readonly code = (base: string, exponent: string): string => {
    const [b, e, p, x, y] = ["b", "e", "p", "x", "y"].map((name) => `${name}${this.lines.length}`);
    this.lines.push(`let ${b} = NaN, ${e} = -1, ${p} = NaN, ${x} = NaN, ${y} = NaN;`);
    const next = `${x} === ${b} && ${e} >= 0 && ${y} === ${e} + 1 ? ${p} * ${b}`;
    const same = `${x} === ${b} && ${y} === ${e} ? ${p}`;
    const found = `${p} = ${next} : ${same} : power(${x}, ${y})`;
    return `(${x} = ${base}, ${y} = ${exponent}, ${found}, ${b} = ${x}, ${e} = ${y}, ${p})`;
  };
}

function onceCode(
  { name, expression, whole }: FormulaStep,
  memory: FormulaMemory,
  wholes: WholeFunction["value"][],
): string {
  const { offset } = memory.at(name);
  const scope = { now: (read: string) => `m[${memory.at(read).offset}]`, past: neverPast };
  if (expression !== undefined) return `m[${offset}] = ${formulaCode(expression, scope)};`;
  assert(whole !== undefined, "a step is computed somehow");
  wholes.push(whole.function.value);
  const { offset: of } = memory.at(whole.of);
  const given = whole.given.map((one) => formulaCode(one, scope)).join(", ");
  return `m[${offset}] = whole[${wholes.length - 1}](m.subarray(${of}, ${of} + months), [${given}]);`;
}

function neverPast(): never {
  throw new Error("broken invariant: what reads earlier months is monthly");
}

/** Figures of this loop are read from locals, others from the array. */
function loopCode(
  steps: readonly FormulaStep[],
  memory: FormulaMemory,
  isKept: (name: string) => boolean,
  powers: RunningPowers | undefined,
): string[] {
  const locals = new Map(steps.map(({ name }, index) => [name, `v${index}`]));
  const place = (name: string, back?: string): string => {
    const { offset, shape } = memory.at(name);
    if (shape === "once") return `m[${offset}]`;
    return back === undefined ? `m[${offset} + t]` : `m[${offset} + t - ${back}]`;
  };
  const lines = steps.map(({ name, expression }) => {
    assert(expression !== undefined, "inputs are told");
    const now = (read: string): string => locals.get(read) ?? place(read);
    const scope: CodeScope = { now, past: place };
    const value = formulaCode(expression, powers ? { ...scope, power: powers.code } : scope);
    const kept = isKept(name) ? `m[${memory.at(name).offset} + t] = ` : "";
    return `const ${locals.get(name)} = ${kept}${value};`;
  });
  return [...(powers?.lines ?? []), "for (let t = 0; t < months; t += 1) {", ...lines, "}"];
}
