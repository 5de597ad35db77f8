import { type Fault, ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import { nearestFew, nearestFigure } from "../../fault/nearest.ts";
import type { FigurePlace } from "../../formula/formula-memory.ts";
import type { Unit } from "../../formula/unit.ts";
import { evenly } from "../../model/distributions/uniform.ts";
import { isDrawn, type ToldFigure } from "../../model/figures/told-figure.ts";
import type { Model } from "../../model/model.ts";
import { type CompiledPlan, compilePlan, middle, type PlanRun } from "../forecast/compile-plan.ts";
import { forecastCompiled, type PlanForecast } from "../forecast/forecast-plan.ts";
import { isShareOfAll } from "../what-if/adjustable-drivers.ts";

/** A figure that can be set to one value for the whole plan. */
export interface Lever {
  readonly name: string;
  readonly path: string;
  readonly unit: Unit;
  /** What it is in the plan's first month. */
  readonly now: number;
  /** Its bounds, where it is told with such. */
  readonly bounds: readonly [low: number, high: number] | undefined;
}

/** A plan whose levers can be pulled, each run a forecast of its own; customers who are billed alike are billed once. */
export interface LeverPlan {
  readonly plan: CompiledPlan;
  /** The plan as it stands. */
  readonly base: PlanForecast;
  readonly levers: readonly Lever[];
  /** Everything with one lever, or several, set to values. Refuses what a forecast refuses. */
  readonly pull: (values: ReadonlyMap<string, number>) => Result<PlanRun>;
}

/** Formulas that are computed beside those of the model, by a name that no figure has. */
export interface LookedAt {
  readonly name: string;
  readonly text: string;
  /** Where the formula comes from, for its faults. */
  readonly path: string;
}

/** Which levers, of which plan, and what is looked at. */
export interface LeverChoice {
  readonly scenario?: string | undefined;
  /** Names of figures, as formulas read them; where absent, all that are told or written out. */
  readonly names?: readonly string[];
  readonly looked: readonly LookedAt[];
}

/** Makes levers of figures. Refuses what a forecast refuses, `unknown-name`, and `not-a-lever` for what follows from others alone. */
export function openLevers(
  model: Model,
  { scenario, names, looked }: LeverChoice,
): Result<LeverPlan> {
  const chosen = { scenario };
  const further = looked.map(({ name, text, path }) => ({
    name,
    path,
    source: { kind: "formula", text } as const,
  }));
  const compiled = compilePlan(model, { ...chosen, further });
  if (!compiled.ok) return compiled;
  const own = compiled.value;
  const wanted = names ?? plainFigures(own, model);
  const faults = wanted.flatMap((name) => leverFault(name, own, model) ?? []);
  if (faults.length > 0) return refuse(...faults);
  const counting = { customers: "expected", cache: "kept" } as const;
  const base = forecastCompiled(model, own, middle, counting);
  if (!base.ok) return base;
  const levers = wanted.flatMap((name) => leverOf(name, own, base.value.run) ?? []);
  const pulled = levers
    .filter(({ name }) => !own.told.has(name))
    .map(
      ({ name, path, unit, now }): ToldFigure => ({
        ...{ name, path, unit, drawn: "once" },
        ...evenly(now, now),
      }),
    );
  const pull: LeverPlan["pull"] = (values) => {
    const moved = pulled.filter(({ name }) => values.has(name));
    const plan = moved.length === 0 ? ok(own) : compiledWith(moved);
    if (!plan.ok) return plan;
    const run = forecastCompiled(
      model,
      plan.value,
      (figure) => values.get(figure.name) ?? figure.likely,
      counting,
    );
    return run.ok ? ok(run.value.run) : run;
  };
  const known = new Map<string, Result<CompiledPlan>>();
  const compiledWith = (moved: readonly ToldFigure[]): Result<CompiledPlan> => {
    const key = moved.map(({ name }) => name).join(" ");
    const plan = known.get(key) ?? compilePlan(model, { ...chosen, further, levers: moved });
    known.set(key, plan);
    return plan;
  };
  return ok({ plan: own, base: base.value, levers, pull });
}

/** What is told or written out, nothing that is billed, as a price is told otherwise by another version of the model, and no share of a whole. */
function plainFigures(
  { entries, told, formulas: { feeds, places } }: CompiledPlan,
  model: Model,
): readonly string[] {
  return entries.flatMap(({ name, path, source }) => {
    const figure = told.get(name);
    if (figure !== undefined) return path.startsWith("/figures/") ? [name] : [];
    const type = places.get(name)?.type;
    const driven = source.kind === "formula" && feeds(name).length === 0 && type?.kind === "number";
    return driven && isDriver(name) && !isShareOfAll(name, model) ? [name] : [];
  });
}

const isDriver = (name: string): boolean =>
  !/^(?:forecast|metrics|targets|plans|addons|offers|licences|shares)\.| /.test(name);

/** The fault of a formula that is looked at and answers a question. */
export const notAFigureAt = (path: string): Fault => ({
  code: "not-a-figure",
  path,
  message: "this is a condition, and no figure",
  suggestion: 'write "forecast.cash"',
});

/** The figure that was likely meant, else those with the nearest names of what the model tells or writes out. */
function nearLever(name: string, plan: CompiledPlan, model: Model): string {
  const near = nearestFigure(name, [...plan.formulas.places.keys()].filter(isDriver));
  if (near !== undefined) return `did you mean "${near}"?`;
  const few = nearestFew(name, plainFigures(plan, model), 3).map((one) => `"${one}"`);
  return few.length === 0
    ? "florin figures MODEL lists them"
    : `the nearest names are ${few.join(", ")}; florin figures MODEL lists all`;
}

function leverFault(name: string, plan: CompiledPlan, model: Model): Fault | undefined {
  const {
    formulas: { places },
    told,
  } = plan;
  const place = places.get(name);
  const path = pathTo("", name);
  if (place === undefined)
    return {
      code: "unknown-name",
      path,
      message: "the plan has no figure of this name",
      value: name.slice(0, 80),
      suggestion: nearLever(name, plan, model),
    };
  const billed = told.has(name) && !place.path.startsWith("/figures/");
  if (isDriver(name) && !billed && place.type.kind === "number") return undefined;
  return {
    code: "not-a-lever",
    path: place.path,
    message: "this follows from other figures, or is billed, so it cannot be set to another value",
    value: name,
    suggestion: "take one of the figures that it is computed from",
  };
}

function leverOf(name: string, { told }: CompiledPlan, run: PlanRun): Lever | undefined {
  const place: FigurePlace | undefined = run.place(name);
  if (place === undefined || place.type.kind !== "number") return undefined;
  const figure = told.get(name);
  const bounds =
    figure !== undefined && isDrawn(figure) ? ([figure.low, figure.high] as const) : undefined;
  return { name, path: place.path, unit: place.type.unit, now: run.read(name, 0), bounds };
}
