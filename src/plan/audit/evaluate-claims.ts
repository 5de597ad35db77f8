import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { type CompiledFormulas, compileFormulas } from "../../formula/compile-formulas.ts";
import type { ClaimStatement } from "../../model/figures/claim-statements.ts";
import type { PlanFigures } from "../../model/figures/plan-figures.ts";
import type { ToldFigure } from "../../model/figures/told-figure.ts";
import type { Recomputed } from "./verdict.ts";

/** What a formula came to, or the name of the figure that came to no number. */
export type Evaluated = Recomputed | { readonly undefinedAt: string };

/** More bounds than these are not mixed: each doubles the ways. */
const boundsMax = 12;

/**
 * Computes claims from the figures of a plan, by name. Refuses the faults of the formulas, and `too-many-bounds`
 * for a claim that asks for any mix of more than twelve.
 */
export function evaluateClaims(
  statements: readonly ClaimStatement[],
  { entries, nouns, told }: PlanFigures,
): Result<ReadonlyMap<string, Evaluated>> {
  const all = [...entries, ...statements.flatMap(({ entry }) => entry ?? [])];
  const compiled = compileFormulas(all, nouns, 1);
  if (!compiled.ok) return compiled;
  const run = runner(compiled.value, told);
  const same = [run(() => "low"), run(() => "high")];
  const evaluated = new Map<string, Evaluated>();
  const faults: Fault[] = [];
  for (const { name, entry, claim } of statements) {
    if (entry === undefined) continue;
    const ranges = claim.bounds === "widest" ? rangesBehind(entry.name, compiled.value, told) : [];
    if (ranges.length > boundsMax) faults.push(tooMany(entry.path, ranges.length));
    else evaluated.set(name, spread(entry.name, ranges.length === 0 ? same : mixed(ranges, run)));
  }
  return faults.length === 0 ? ok(evaluated) : refuse(...faults);
}

type Choose = (name: string) => "low" | "high";
type Figures = (name: string) => number | { readonly undefinedAt: string };

function runner(
  compiled: CompiledFormulas,
  told: ReadonlyMap<string, ToldFigure>,
): (choose: Choose) => Figures {
  return (choose) => {
    const memory = new Float64Array(compiled.size);
    for (const [name, figure] of told) {
      const place = compiled.places.get(name);
      if (place !== undefined) memory[place.offset] = figure[choose(name)];
    }
    compiled.run(memory);
    return (name) => {
      const offset = compiled.places.get(name)?.offset ?? -1;
      const value = memory[offset] ?? Number.NaN;
      return Number.isFinite(value)
        ? value
        : { undefinedAt: firstOf(name, compiled, (one) => memory[one] ?? Number.NaN) };
    };
  };
}

/** The figure furthest down that came to no number. */
function firstOf(
  name: string,
  compiled: CompiledFormulas,
  valueAt: (offset: number) => number,
): string {
  for (const read of compiled.feeds(name)) {
    const offset = compiled.places.get(read)?.offset ?? -1;
    if (!Number.isFinite(valueAt(offset))) return firstOf(read, compiled, valueAt);
  }
  return name;
}

function spread(name: string, runs: readonly Figures[]): Evaluated {
  const values: number[] = [];
  for (const run of runs) {
    const value = run(name);
    if (typeof value !== "number") return value;
    values.push(value);
  }
  return { low: Math.min(...values), high: Math.max(...values) };
}

/** Told figures with bounds that a formula reads, through whatever lies between. */
function rangesBehind(
  name: string,
  compiled: CompiledFormulas,
  told: ReadonlyMap<string, ToldFigure>,
): readonly string[] {
  const seen = new Set<string>([name]);
  for (const one of seen) for (const read of compiled.feeds(one)) seen.add(read);
  return [...seen].filter((one) => {
    const figure = told.get(one);
    return figure !== undefined && figure.low !== figure.high;
  });
}

const mixed = (ranges: readonly string[], run: (choose: Choose) => Figures): readonly Figures[] =>
  Array.from({ length: 2 ** ranges.length }, (_, mix) =>
    run((name) => (((mix >> ranges.indexOf(name)) & 1) === 1 ? "high" : "low")),
  );

const tooMany = (path: string, count: number): Fault => ({
  code: "too-many-bounds",
  path,
  message: `any mix of bounds is tried for up to ${boundsMax} of them, and this reads ${count}`,
  suggestion: 'let them go together: "same"',
});
