import { assert } from "../fault/fault.ts";
import { formulaCode } from "./formula-code.ts";
import type { FormulaMemory } from "./formula-memory.ts";
import type { FormulaStep } from "./formula-step.ts";
import type { WholeFunction } from "./functions/formula-function.ts";
import { power } from "./power.ts";

/** Computes some steps of a plan in place. */
export type FormulaPart = (memory: Float64Array, months: number) => void;

/**
 * Compiles steps to a function: figures of the whole plan first, then a loop over the months with one line for each monthly figure.
 * What a step reads must stand before it, or in a part that ran before. A monthly figure that is not kept is only read in its own month, by
 * steps of this part.
 */
export function formulaPart(
  steps: readonly FormulaStep[],
  memory: FormulaMemory,
  isKept: (name: string) => boolean,
): FormulaPart {
  const wholes: WholeFunction["value"][] = [];
  const once = steps
    .filter(
      ({ shape, expression, whole }) => shape === "once" && (expression ?? whole) !== undefined,
    )
    .map((step) => onceCode(step, memory, wholes));
  const monthly = steps.filter(
    ({ shape, expression }) => shape === "monthly" && expression !== undefined,
  );
  const loop = monthly.length === 0 ? [] : loopCode(monthly, memory, isKept);
  const code = ['"use strict";', "return (m, months) => {", ...once, ...loop, "};"].join("\n");
  // Only code that formula-code.ts prints gets in: places, numbers and signs, nothing that anybody wrote.
  const make = new Function("whole", "power", code) as (
    of: typeof wholes,
    raise: typeof power,
  ) => FormulaPart;
  return make(wholes, power);
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
    const value = formulaCode(expression, { now, past: place });
    const kept = isKept(name) ? `m[${memory.at(name).offset} + t] = ` : "";
    return `const ${locals.get(name)} = ${kept}${value};`;
  });
  return ["for (let t = 0; t < months; t += 1) {", ...lines, "}"];
}
