import { ok, type Result, refuse } from "../../fault/fault.ts";
import { type CompiledFormulas, compileFormulas } from "../../formula/compile-formulas.ts";
import { reachedFrom } from "../../formula/dependencies.ts";
import type { FormulaEntry } from "../../formula/formula-entry.ts";
import type { FigurePlace } from "../../formula/formula-memory.ts";
import type { UnitNouns } from "../../formula/unit-text.ts";
import {
  type CorrelatedFigures,
  correlatedFigures,
} from "../../model/figures/correlated-figures.ts";
import { planFigures } from "../../model/figures/plan-figures.ts";
import { scenarioFigures } from "../../model/figures/scenario-figures.ts";
import type { ToldFigure } from "../../model/figures/told-figure.ts";
import type { Model } from "../../model/model.ts";
import { undefinedFigure } from "./undefined-figure.ts";

/** What each told figure is taken to be, in a month from 0; a figure with bounds is somewhere between them. Only what is drawn monthly is asked for by month. */
export type ChooseFigure = (figure: ToldFigure, month: number) => number;

/** What the plan counts on: the middle of bare bounds, the figure itself where it has none. */
export const middle: ChooseFigure = ({ likely }) => likely;

/** Every figure of a plan, computed. */
export interface PlanRun {
  /** All of them, each at its place. */
  readonly memory: Float64Array;
  /** What a figure came to in a month of the plan, from 0; the same in each where it is one for the whole plan. */
  readonly read: (name: string, month: number) => number;
  readonly has: (name: string) => boolean;
  /** The place of a figure that there is. */
  readonly place: (name: string) => FigurePlace | undefined;
  /** What a figure is computed from, directly, by name. */
  readonly feeds: (name: string) => readonly string[];
}

/** A plan whose formulas are compiled, to be run with one choice of its told figures after another. */
export interface CompiledPlan {
  readonly months: number;
  readonly told: ReadonlyMap<string, ToldFigure>;
  readonly entries: readonly FormulaEntry[];
  readonly nouns: UnitNouns;
  readonly correlated: CorrelatedFigures;
  readonly formulas: CompiledFormulas;
  /**
   * Computes every figure. What customers come to is `given` month by month, by the name of the figure; before that is known, only what they
   * are computed from can be read. Refuses `undefined-figure` where a driver or a statement comes to no number, as after a division by zero.
   * A metric has none in a month in which it divides by nothing, and nor has a target that looks at it.
   */
  readonly run: (
    choose: ChooseFigure,
    given?: ReadonlyMap<string, Float64Array>,
  ) => Result<PlanRun>;
}

/** Which figures are compiled. */
export interface PlanChoice {
  /** A scenario of the model; the plan itself where absent. */
  readonly scenario?: string | undefined;
  /** Entries beside those of the model. */
  readonly further?: readonly FormulaEntry[];
  /** Figures that are told from outside, and not by the formula that the model has for them. */
  readonly levers?: readonly ToldFigure[];
}

/**
 * Compiles the figures of a model over the months of its horizon. Refuses `no-horizon`, `driver-reads-forecast`, what
 * {@link scenarioFigures} refuses, and the faults of the formulas.
 */
export function compilePlan(model: Model, choice: PlanChoice = {}): Result<CompiledPlan> {
  if (choice.further !== undefined || choice.levers !== undefined) return compile(model, choice);
  const ofModel = kept.get(model) ?? new Map<string | undefined, CompiledPlan>();
  kept.set(model, ofModel);
  const known = ofModel.get(choice.scenario);
  if (known !== undefined) return ok(known);
  const compiled = compile(model, choice);
  if (compiled.ok) ofModel.set(choice.scenario, compiled.value);
  return compiled;
}

/** What was compiled of a model and its scenarios, for as long as the model lasts. */
const kept = new WeakMap<Model, Map<string | undefined, CompiledPlan>>();

function compile(
  model: Model,
  { scenario, further = [], levers = [] }: PlanChoice,
): Result<CompiledPlan> {
  const { horizon } = model;
  if (horizon === undefined) return refuse(noHorizon);
  const otherwise = scenario === undefined ? ok([]) : scenarioFigures(model, scenario);
  if (!otherwise.ok) return otherwise;
  const figures = planFigures(model, otherwise.value);
  if (!figures.ok) return figures;
  const { nouns } = figures.value;
  const pulled = new Map(levers.map((lever) => [lever.name, lever]));
  const told = new Map([...figures.value.told, ...pulled]);
  const entries = [...figures.value.entries, ...further].map((entry) => {
    const lever = pulled.get(entry.name);
    return lever === undefined ? entry : toldEntry(lever);
  });
  const months = horizon.years * 12;
  const compiled = compileFormulas(entries, nouns, months);
  if (!compiled.ok) return compiled;
  const formulas = compiled.value;
  const replaced = new Set(otherwise.value.map(({ name }) => name));
  const correlated = correlatedFigures(model, told, nouns, replaced);
  if (!correlated.ok) return correlated;
  const drivers = reachedFrom(formulas, [...formulas.places.keys()].filter(isDriver));
  const circle = [...drivers].find((name) => name.startsWith("forecast."));
  if (circle !== undefined) return refuse(driverReadsForecast(circle));
  const planned = plannedFigures(formulas);
  return ok({
    months,
    told,
    entries,
    nouns,
    correlated: correlated.value,
    formulas,
    run: (choose, given) => {
      const memory = computeFigures(formulas, told, choose, given);
      const ran = { entries, nouns, formulas, memory };
      const lost = undefinedFigure(ran, given === undefined ? drivers : planned);
      if (lost !== undefined) return refuse(lost);
      return ok(runOf(formulas, memory));
    },
  });
}

const toldEntry = ({ name, path, unit, drawn }: ToldFigure): FormulaEntry => ({
  name,
  path,
  source: { kind: "input", unit, shape: drawn },
});

/** Figures that customers are computed from; what it costs to win them is none of these, and who does not pay is lost. */
const isDriver = (name: string): boolean =>
  name === "capital.unpaid" ||
  (name.startsWith("segments.") && !/^segments\.[a-z0-9-]+\.channels\./.test(name));

const isStatement = (name: string): boolean =>
  /^(?:forecast|costs|income|capital|funding)\./.test(name);

/** Figures that a forecast states, or is computed from at once. */
export const isPlanned = (name: string): boolean => isDriver(name) || isStatement(name);

/** Figures that customers come to: neither told nor computed by a formula, but given to a run. */
export const givenNames = ({ entries, told }: CompiledPlan): readonly string[] =>
  entries.flatMap(({ name, source }) => (source.kind === "input" && !told.has(name) ? [name] : []));

/** What a forecast states, and all that it is computed from. */
export const plannedFigures = (formulas: CompiledFormulas): ReadonlySet<string> =>
  reachedFrom(formulas, [...formulas.places.keys()].filter(isPlanned));

/** Runs formulas in an array of their own: what is told as it is chosen, what is `given` by the name of the figure and month by month. */
export function computeFigures(
  formulas: CompiledFormulas,
  told: ReadonlyMap<string, ToldFigure>,
  choose: ChooseFigure,
  given: ReadonlyMap<string, Float64Array> = new Map(),
): Float64Array {
  const memory = new Float64Array(formulas.size);
  for (const [name, figure] of told) {
    const place = formulas.places.get(name);
    if (place === undefined) continue;
    for (let month = 0; month < place.length; month += 1)
      memory[place.offset + month] = choose(figure, month);
  }
  for (const [name, series] of given) {
    const place = formulas.places.get(name);
    if (place !== undefined) memory.set(series.subarray(0, place.length), place.offset);
  }
  formulas.run(memory);
  return memory;
}

/** What formulas came to in an array; read anew after they have run in it again. */
export function runOf({ places, feeds }: CompiledFormulas, memory: Float64Array): PlanRun {
  return {
    memory,
    feeds,
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

const driverReadsForecast = (name: string) => ({
  code: "driver-reads-forecast",
  path: "/segments",
  message: `customers are what the forecast is computed from, so they cannot follow from "${name}"`,
  suggestion: "let them read figures that are told, or a formula of their own",
});
