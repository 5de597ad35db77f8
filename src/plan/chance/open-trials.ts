import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import type { FigurePlace } from "../../formula/formula-memory.ts";
import type { Model } from "../../model/model.ts";
import { type CompiledPlan, compilePlan, middle } from "../forecast/compile-plan.ts";
import { forecastCompiled, type PlanForecast } from "../forecast/forecast-plan.ts";
import { keptSamples } from "../forecast/sample-cache.ts";
import { decidingFigures } from "./deciding-figures.ts";
import { choiceOf, type DrawnFigures, drawnFigures } from "./drawn-figures.ts";
import type { TrialProgram } from "./running-program.ts";
import { type TrialOutputs, trialOutputs, wantedFigures } from "./trial-outputs.ts";
import { trialProgram } from "./trial-program.ts";

/** A plan that is ready to be tried. */
export interface Trials {
  readonly plan: CompiledPlan;
  readonly drawn: DrawnFigures;
  /** The names of those that the forecast depends on. */
  readonly deciding: ReadonlySet<string>;
  readonly outputs: TrialOutputs;
  /** The plan as it is forecast where nothing is drawn. */
  readonly base: PlanForecast;
  /** Whether customers are billed once for all trials; else each trial is a forecast of its own, as where drawn use is billed. */
  readonly billedOnce: boolean;
  /** The figures of a trial, from its draws. Refuses what a forecast refuses. */
  readonly read: (draws: Float64Array) => Result<TrialFigures>;
}

/** The figures of one trial; valid until the next is read. */
export interface TrialFigures {
  readonly memory: Float64Array;
  readonly place: (name: string) => FigurePlace | undefined;
}

/** Which plan is tried. */
export interface TrialChoice {
  /** A scenario of the model; the plan itself where absent. */
  readonly scenario?: string | undefined;
}

/**
 * Makes a model's plan ready to be tried. Refuses what a forecast of it refuses, and `nothing-drawn` where it tells every figure exactly
 * that its forecast depends on.
 */
export function openTrials(model: Model, { scenario }: TrialChoice = {}): Result<Trials> {
  const compiled = compilePlan(model, { scenario });
  if (!compiled.ok) return compiled;
  const plan = compiled.value;
  const deciding = decidingFigures(plan);
  const told = [...plan.told].filter(([name]) => deciding.drawn.has(name));
  const drawn = drawnFigures(new Map(told), plan.months, plan.correlated);
  if (drawn.size === 0) return refuse(nothingDrawn);
  const cache = keptSamples(model);
  if (!cache.ok) return cache;
  const counting = { customers: "expected", cache: cache.value } as const;
  const base = forecastCompiled(model, plan, middle, counting);
  if (!base.ok) return base;
  const outputs = trialOutputs(model, plan);
  const exactly = (draws: Float64Array): Result<TrialFigures> => {
    const forecast = forecastCompiled(model, plan, choiceOf(drawn, draws), counting);
    return forecast.ok ? ok(forecast.value.run) : forecast;
  };
  const wanted = wantedFigures(outputs);
  const source = { model, plan, drawn, base: base.value, cache: cache.value, wanted };
  const made = trialProgram(source);
  if (!made.ok) return made;
  const program =
    made.value !== undefined && isRight(made.value, wanted, drawn, exactly)
      ? made.value
      : undefined;
  const ran = program === undefined ? undefined : ok(program);
  return ok({
    plan,
    drawn,
    deciding: deciding.planned,
    outputs,
    base: base.value,
    billedOnce: program !== undefined,
    // What a program finds out of bounds, the forecast says in words.
    read: (draws) => (ran !== undefined && program?.run(draws) === true ? ran : exactly(draws)),
  });
}

/** How far a sum over groups may lie from the forecast that it stands for, of the largest month. */
const near = 1e-9;

/** Holds a program against the forecast at what the plan counts on, and at two other choices of what is drawn. */
function isRight(
  program: TrialProgram,
  wanted: readonly string[],
  { figures, size }: DrawnFigures,
  exactly: (draws: Float64Array) => Result<TrialFigures>,
): boolean {
  const drawsAt = (chosen: (figure: DrawnFigures["figures"][number]["figure"]) => number) => {
    const draws = new Float64Array(size);
    for (const { figure, offset, length } of figures)
      draws.fill(chosen(figure), offset, offset + length);
    return draws;
  };
  const choices = [
    drawsAt(({ likely }) => likely),
    drawsAt(({ quantile }) => quantile(0.3)),
    drawsAt(({ quantile }) => quantile(0.8)),
  ];
  return choices.every((draws) => {
    const exact = exactly(draws);
    if (!exact.ok) return true;
    return program.run(draws) && wanted.every((name) => sameFigure(name, program, exact.value));
  });
}

function sameFigure(name: string, program: TrialFigures, exact: TrialFigures): boolean {
  const [ours, theirs] = [program.place(name), exact.place(name)];
  if (ours === undefined || theirs === undefined || ours.length !== theirs.length) return false;
  const own = program.memory.subarray(ours.offset, ours.offset + ours.length);
  const right = exact.memory.subarray(theirs.offset, theirs.offset + theirs.length);
  const largest = right.reduce((most, value) => Math.max(most, Math.abs(value) || 0), 1);
  return own.every((value, month) => {
    const exactly = right[month] ?? Number.NaN;
    return Number.isNaN(exactly)
      ? Number.isNaN(value)
      : Math.abs(value - exactly) <= near * largest;
  });
}

const nothingDrawn: Fault = {
  code: "nothing-drawn",
  path: "/figures",
  message:
    "every figure that the forecast depends on is told exactly, so all trials would be the same",
  suggestion:
    'tell one with bounds: "churn": { "is": { "low": "1% per month", "high": "3% per month" } }',
};
