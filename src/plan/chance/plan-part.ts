import { assert, ok, type Result } from "../../fault/fault.ts";
import { type CompiledFormulas, compileFormulas } from "../../formula/compile-formulas.ts";
import type { FormulaEntry } from "../../formula/formula-entry.ts";
import type { CompiledPlan } from "../forecast/compile-plan.ts";

/** The part of a plan's formulas that some figures need, to be run again and again over one array. */
export interface PlanPart {
  readonly formulas: CompiledFormulas;
  /** Holds already what is the same in every run. */
  readonly memory: Float64Array;
}

/** Figures that are not the same in every run: those of `changing`, and what is computed from them. */
export function varyingFigures(
  { formulas: { places, feeds } }: CompiledPlan,
  changing: Iterable<string>,
): ReadonlySet<string> {
  const readers = new Map<string, string[]>();
  for (const name of places.keys())
    for (const read of feeds(name)) {
      const own = readers.get(read);
      if (own === undefined) readers.set(read, [name]);
      else own.push(name);
    }
  const varying = new Set(changing);
  for (const name of varying) for (const reader of readers.get(name) ?? []) varying.add(reader);
  return varying;
}

/** The figures, and all that they are computed from. */
export function neededFigures(
  { formulas: { feeds } }: CompiledPlan,
  wanted: Iterable<string>,
): ReadonlySet<string> {
  const needed = new Set(wanted);
  for (const name of needed) for (const read of feeds(name)) needed.add(read);
  return needed;
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
  const needed = neededFigures(plan, wanted);
  const isGiven = ({ name, source }: FormulaEntry): boolean =>
    source.kind === "input" && !plan.told.has(name);
  const own = plan.entries.filter(({ name }) => needed.has(name));
  // What customers come to stands together, so that it is set back at once.
  const entries = [...own.filter(isGiven), ...own.filter((entry) => !isGiven(entry))].map(
    (entry) => (varying.has(entry.name) ? entry : asTold(entry, plan)),
  );
  const compiled = compileFormulas(entries, plan.nouns, plan.months, new Set(wanted));
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

/** A figure a month that is always the same is told; what is one figure for the whole plan costs nothing to compute. */
function asTold(entry: FormulaEntry, { formulas: { places } }: CompiledPlan): FormulaEntry {
  const place = places.get(entry.name);
  if (place === undefined || place.length === 1 || place.type.kind !== "number") return entry;
  const { unit, shape, zero } = place.type;
  return zero === true ? entry : { ...entry, source: { kind: "input", unit, shape } };
}
