import { ok, type Result, refuse } from "../../fault/fault.ts";
import { type CompiledFormulas, compileFormulas } from "../../formula/compile-formulas.ts";
import type { FormulaEntry } from "../../formula/formula-entry.ts";
import type { FigurePlace } from "../../formula/formula-memory.ts";
import { unitText } from "../../formula/unit.ts";
import { planFigures } from "../../model/figures/plan-figures.ts";
import type { ToldFigure } from "../../model/figures/told-figure.ts";
import type { Model } from "../../model/model.ts";

/** What each told figure is taken to be; a figure with bounds is somewhere between them. */
export type ChooseFigure = (figure: ToldFigure) => number;

/** The middle of the bounds, which is the figure itself where it has none. */
export const middle: ChooseFigure = ({ low, high }) => (low + high) / 2;

/** Every figure of a plan, computed. */
export interface PlanRun {
  /** What a figure came to in a month of the plan, from 0; the same in each where it is one for the whole plan. */
  readonly read: (name: string, month: number) => number;
  readonly has: (name: string) => boolean;
  /** The place of a figure that there is. */
  readonly place: (name: string) => FigurePlace | undefined;
}

/** A plan whose formulas are compiled, to be run with one choice of its told figures after another. */
export interface CompiledPlan {
  readonly months: number;
  readonly told: ReadonlyMap<string, ToldFigure>;
  readonly formulas: CompiledFormulas;
  /** Refuses `undefined-figure` where one comes to no number, as after a division by zero. */
  readonly run: (
    choose: ChooseFigure,
    given?: ReadonlyMap<string, Float64Array>,
  ) => Result<PlanRun>;
}

/**
 * Compiles the figures of a model over the months of its horizon, with `further` entries beside them. Refuses `no-horizon` and the faults
 * of the formulas.
 */
export function compilePlan(
  model: Model,
  further: readonly FormulaEntry[] = [],
): Result<CompiledPlan> {
  const { horizon } = model;
  if (horizon === undefined) return refuse(noHorizon);
  const figures = planFigures(model);
  if (!figures.ok) return figures;
  const { entries, nouns, told } = figures.value;
  const months = horizon.years * 12;
  const compiled = compileFormulas([...entries, ...further], nouns, months);
  if (!compiled.ok) return compiled;
  const formulas = compiled.value;
  return ok({
    months,
    told,
    formulas,
    run: (choose, given = new Map()) => {
      const memory = new Float64Array(formulas.size);
      for (const [name, figure] of told) {
        const place = formulas.places.get(name);
        if (place !== undefined) memory[place.offset] = choose(figure);
      }
      for (const [name, series] of given) {
        const place = formulas.places.get(name);
        if (place !== undefined) memory.set(series.subarray(0, place.length), place.offset);
      }
      formulas.run(memory);
      const lost = formulas.firstUndefined(memory);
      if (lost !== undefined) return refuse(undefinedFigure(lost.place, lost.month));
      return ok(runOf(formulas, memory));
    },
  });
}

function runOf({ places }: CompiledFormulas, memory: Float64Array): PlanRun {
  return {
    has: (name) => places.has(name),
    place: (name) => places.get(name),
    read: (name, month) => {
      const place = places.get(name);
      if (place === undefined) throw new Error(`broken invariant: ${name} is a figure of the plan`);
      const within = Math.min(Math.max(month, 0), place.length - 1);
      return memory[place.offset + within] ?? Number.NaN;
    },
  };
}

const noHorizon = {
  code: "no-horizon",
  path: "/horizon",
  message: "the model does not say which months its plan covers",
  suggestion: 'write "horizon": { "from": "2026-01", "years": 5 }',
};

const undefinedFigure = ({ name, path, type }: FigurePlace, month: number) => ({
  code: "undefined-figure",
  path,
  message: `"${name}" comes to no number in month ${month} of the plan${type.kind === "number" ? `, in ${unitText(type.unit)}` : ""}`,
  suggestion: "see whether something is divided by zero in it, or in what it reads",
});
