import type { Fault } from "../../fault/fault.ts";
import { type CompiledFormulas, compileFormulas } from "../../formula/compile-formulas.ts";
import { divisorsOf } from "../../formula/divisors.ts";
import type { FormulaEntry } from "../../formula/formula-entry.ts";
import type { FigurePlace } from "../../formula/formula-memory.ts";
import type { UnitNouns } from "../../formula/unit-text.ts";

/** Formulas that have run, and what they were compiled from. */
export interface RunFormulas {
  readonly entries: readonly FormulaEntry[];
  readonly nouns: UnitNouns;
  readonly formulas: CompiledFormulas;
  readonly memory: Float64Array;
}

/**
 * The fault of a figure among these that is no number in a month; undefined where there is none. It is told of the figure furthest down, all
 * that is read by which is a number, with what that divides by where that is zero.
 */
export function undefinedFigure(ran: RunFormulas, among: ReadonlySet<string>): Fault | undefined {
  const lost = firstUndefined(ran, among);
  if (lost === undefined) return undefined;
  const { name, path } = lost.place;
  const divisor = zeroDivisor(ran, name, lost.month);
  const where = `"${name}" comes to no number in month ${lost.month + 1} of the plan`;
  return {
    code: "undefined-figure",
    path,
    message: divisor === undefined ? where : `${where}: it divides by zero ("${divisor}")`,
    suggestion:
      divisor === undefined
        ? "see whether something is divided by zero in it, or in what it reads"
        : 'divide by what is never 0, or choose with "if(…, …, …)" what holds where it is',
  };
}

interface LostFigure {
  readonly place: FigurePlace;
  /** From 0. */
  readonly month: number;
}

function firstUndefined(
  { formulas: { places, feeds }, memory }: RunFormulas,
  among: ReadonlySet<string>,
): LostFigure | undefined {
  const monthOf = (name: string): number => {
    const place = places.get(name);
    if (place === undefined) return -1;
    const { offset, length } = place;
    return memory.subarray(offset, offset + length).findIndex((value) => !Number.isFinite(value));
  };
  let name = [...among].find((one) => monthOf(one) >= 0);
  if (name === undefined) return undefined;
  // The fault is furthest down, where everything that is read is a number.
  for (const seen = new Set<string>(); !seen.has(name); ) {
    seen.add(name);
    name = feeds(name).find((one) => monthOf(one) >= 0) ?? name;
  }
  const place = places.get(name);
  return place === undefined ? undefined : { place, month: monthOf(name) };
}

/** What a figure divides by that is zero in a month: each divisor is computed as a figure of its own. */
function zeroDivisor(
  { entries, nouns, formulas, memory }: RunFormulas,
  name: string,
  month: number,
): string | undefined {
  const entry = entries.find((one) => one.name === name);
  if (entry?.source.kind !== "formula") return undefined;
  const divisors = divisorsOf(entry.source.text).map((text, index) => ({
    name: `undefined-figure.divisor-${index}`,
    path: entry.path,
    source: { kind: "formula" as const, text },
  }));
  if (divisors.length === 0) return undefined;
  const compiled = compileFormulas([...entries, ...divisors], nouns, formulas.months);
  if (!compiled.ok) return undefined;
  const { places, size, run } = compiled.value;
  const computed = new Float64Array(size);
  for (const [own, { offset, length }] of formulas.places) {
    const place = places.get(own);
    if (place !== undefined) computed.set(memory.subarray(offset, offset + length), place.offset);
  }
  run(computed);
  return divisors.find((divisor) => {
    const place = places.get(divisor.name);
    return place !== undefined && computed[place.offset + Math.min(month, place.length - 1)] === 0;
  })?.source.text;
}
