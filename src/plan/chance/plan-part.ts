import { assert, ok, type Result } from "../../fault/fault.ts";
import { type CompiledFormulas, compileFormulas } from "../../formula/compile-formulas.ts";
import { reachedFrom } from "../../formula/dependencies.ts";
import type { FormulaEntry } from "../../formula/formula-entry.ts";
import { type CompiledPlan, givenNames } from "../forecast/compile-plan.ts";

/** The part of a plan's formulas that some figures need, to be run again and again over one array. */
export interface PlanPart {
  readonly formulas: CompiledFormulas;
  /** Holds already what is the same in every run. */
  readonly memory: Float64Array;
}

/**
 * Compiles what the wanted figures need. What does not vary is taken from `known`, the array of a run of the whole plan, and is not computed
 * again.
 */
export function planPart(
  plan: CompiledPlan,
  wanted: Iterable<string>,
  varying: ReadonlySet<string>,
  known: Float64Array,
): Result<PlanPart> {
  const needed = reachedFrom(plan.formulas, wanted);
  const given = new Set(givenNames(plan));
  const isGiven = ({ name }: FormulaEntry): boolean => given.has(name);
  const own = plan.entries.filter(({ name }) => needed.has(name));
  // What customers come to stands together, so that it is set back at once.
  const entries = [...own.filter(isGiven), ...own.filter((entry) => !isGiven(entry))].map(
    (entry) => (varying.has(entry.name) ? entry : asTold(entry, plan)),
  );
  const compiled = compileFormulas(entries, plan.nouns, plan.months, {
    kept: new Set(wanted),
    known: knownFigures(entries, plan, varying, known),
  });
  if (!compiled.ok) return compiled;
  const formulas = compiled.value;
  const memory = new Float64Array(formulas.size);
  for (const { name } of entries) {
    const from = plan.formulas.places.get(name);
    const to = formulas.places.get(name);
    assert(from !== undefined && to !== undefined, "a part has the figures of the whole");
    memory.set(known.subarray(from.offset, from.offset + to.length), to.offset);
  }
  return ok({ formulas, memory });
}

/** Figures of the whole plan that do not vary, with what they are. */
function knownFigures(
  entries: readonly FormulaEntry[],
  { formulas: { places } }: CompiledPlan,
  varying: ReadonlySet<string>,
  known: Float64Array,
): ReadonlyMap<string, number> {
  return new Map(
    entries.flatMap(({ name }) => {
      const place = places.get(name);
      if (place?.length !== 1 || place.type.kind !== "number" || varying.has(name)) return [];
      return [[name, known[place.offset] ?? Number.NaN] as const];
    }),
  );
}

/** A figure a month that is always the same is told; what is one figure for the whole plan costs nothing to compute. */
function asTold(entry: FormulaEntry, { formulas: { places } }: CompiledPlan): FormulaEntry {
  const place = places.get(entry.name);
  if (place === undefined || place.length === 1 || place.type.kind !== "number") return entry;
  const { unit, shape, zero } = place.type;
  return zero === true ? entry : { ...entry, source: { kind: "input", unit, shape } };
}
