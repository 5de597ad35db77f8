import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { nearestFigure } from "../../fault/nearest.ts";
import { type CompiledFormulas, compileFormulas } from "../../formula/compile-formulas.ts";
import { isLiteral } from "../../formula/expression.ts";
import type { FormulaEntry } from "../../formula/formula-entry.ts";
import type { FigurePlace } from "../../formula/formula-memory.ts";
import { unitText } from "../../formula/unit.ts";
import { type PlanFigures, planFigures } from "../../model/figures/plan-figures.ts";
import type { Model } from "../../model/model.ts";
import { computeFigures, middle } from "../forecast/compile-plan.ts";
import { forecastPlan } from "../forecast/forecast-plan.ts";
import { type FigureValueText, figureValueText } from "./figure-value-text.ts";

/** A figure of a plan: what it comes to, how, and from what. */
export interface ExplainedFigure {
  readonly figure: string;
  /** JSON pointer to what tells or computes it. */
  readonly path: string;
  /** `USD per month`; `condition` for what holds or does not. */
  readonly unit: string;
  /** The formula as it is computed; absent for what comes from outside of formulas, as what is billed does. */
  readonly formula?: string;
  /** By month of the plan, or one for the whole plan; null where it comes to no number. */
  readonly values: readonly (number | null)[];
  /** What it is computed from, directly. */
  readonly feeds: readonly string[];
}

/** Looks up figures of a plan. */
export interface PlanExplained {
  /** Every figure by name, in the order of their names. */
  readonly names: readonly string[];
  /** Whether the formula of a figure is its value, and nothing is computed. */
  readonly isTold: (figure: string) => boolean;
  readonly text: FigureValueText;
  readonly explain: (figure: string) => Result<ExplainedFigure>;
}

/**
 * The figures of a model with what feeds each. Where the model has a plan it is forecast, so that what customers come to is known. Refuses the
 * faults of its formulas, of its plan, and `unknown-name` for a figure that there is not.
 */
export function explainPlan(model: Model): Result<PlanExplained> {
  const figures = planFigures(model);
  if (!figures.ok) return figures;
  const entries = new Map(figures.value.entries.map((entry) => [entry.name, entry]));
  const computed = model.horizon === undefined ? withoutPlan(figures.value) : withPlan(model);
  if (!computed.ok) return computed;
  const { formulas, read } = computed.value;
  const names = [...formulas.places.keys()].toSorted();
  const literals = new Set(
    formulas.steps.flatMap(({ name, expression }) =>
      expression !== undefined && isLiteral(expression) ? [name] : [],
    ),
  );
  return ok({
    names,
    isTold: (figure) => literals.has(figure),
    text: figureValueText(formulas, entries),
    explain: (figure) => {
      const place = formulas.places.get(figure);
      return place === undefined
        ? refuse(unknownFigure(figure, names))
        : ok(explained(place, entries.get(figure), formulas, read));
    },
  });
}

interface Computed {
  readonly formulas: CompiledFormulas;
  readonly read: (figure: string, month: number) => number;
}

function withPlan(model: Model): Result<Computed> {
  const forecast = forecastPlan(model, { customers: "expected", cache: "kept" });
  if (!forecast.ok) return forecast;
  const { plan, run } = forecast.value;
  return ok({ formulas: plan.formulas, read: run.read });
}

function withoutPlan({ entries, nouns, told }: PlanFigures): Result<Computed> {
  const compiled = compileFormulas(entries, nouns, 1);
  if (!compiled.ok) return compiled;
  const formulas = compiled.value;
  const memory = computeFigures(formulas, told, middle);
  return ok({
    formulas,
    read: (figure) => memory[formulas.places.get(figure)?.offset ?? -1] ?? Number.NaN,
  });
}

function explained(
  { name, path, type, length }: FigurePlace,
  entry: FormulaEntry | undefined,
  { feeds }: CompiledFormulas,
  read: Computed["read"],
): ExplainedFigure {
  return {
    figure: name,
    path,
    unit: type.kind === "number" ? unitText(type.unit) : "condition",
    ...(entry?.source.kind === "formula" ? { formula: entry.source.text } : {}),
    values: Array.from({ length }, (_, month) => {
      const value = read(name, month);
      return Number.isFinite(value) ? value : null;
    }),
    feeds: feeds(name).filter((one) => one !== name),
  };
}

function unknownFigure(figure: string, names: readonly string[]): Fault {
  const meant = nearestFigure(figure, names);
  return {
    code: "unknown-name",
    path: "/figure",
    message: "the plan has no figure of this name",
    value: figure.slice(0, 60),
    suggestion:
      meant === undefined ? "florin figures MODEL lists them" : `did you mean "${meant}"?`,
  };
}
