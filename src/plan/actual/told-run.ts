import { ok, type Result } from "../../fault/fault.ts";
import { divideUnits, unitOf } from "../../formula/unit.ts";
import type { ToldFigure } from "../../model/figures/told-figure.ts";
import type { Model } from "../../model/model.ts";
import { compilePlan, middle, type PlanRun } from "../forecast/compile-plan.ts";
import type { PlanForecast } from "../forecast/forecast-plan.ts";
import { isTold, type ToldAmounts } from "./told-amounts.ts";

/** What a told figure is in a month; `formula` is what the plan makes of what happened. */
export type ToldValue = (figure: string, month: number, told: number, formula: number) => number;

/** Runs a plan over figures that are given, with what is told in the place of the formulas that the plan has for it. */
export type RunTold = (
  given: ReadonlyMap<string, Float64Array>,
  value: ToldValue,
) => Result<PlanRun>;

const openingCash = "capital.opening";

/**
 * Compiles a plan for what is told of it. A run computes the plan's formulas first, and then everything anew with what is told; what nobody told, and later
 * months, stay what the formulas make of them. Refuses what the compiler refuses.
 */
export function compileTold(
  model: Model,
  scenario: string | undefined,
  { plan }: PlanForecast,
  told: ToldAmounts,
): Result<RunTold> {
  if (!isTold(told)) return ok((given) => plan.run(middle, given));
  const money = unitOf(model.currency);
  const perMonth = divideUnits(money, unitOf("month"));
  const levers = [
    ...[...told.flows.keys()].map((name) => lever(name, perMonth, "monthly")),
    ...(told.opening === undefined ? [] : [lever(openingCash, money, "once")]),
  ];
  const compiled = compilePlan(model, { ...(scenario === undefined ? {} : { scenario }), levers });
  if (!compiled.ok) return compiled;
  return ok((given, value) => {
    const formulas = plan.run(middle, given);
    if (!formulas.ok) return formulas;
    return compiled.value.run((figure, month) => {
      const { name } = figure;
      const own = told.flows.get(name);
      if (own === undefined && (name !== openingCash || told.opening === undefined))
        return middle(figure, month);
      const formula = formulas.value.read(name, month);
      const known = own === undefined ? (told.opening ?? formula) : own[month];
      return known === undefined || Number.isNaN(known)
        ? formula
        : value(name, month, known, formula);
    }, given);
  });
}

const lever = (name: string, unit: ToldFigure["unit"], drawn: ToldFigure["drawn"]): ToldFigure => ({
  name,
  path: "/costs",
  unit,
  low: 0,
  high: 0,
  likely: 0,
  drawn,
  quantile: () => 0,
});
