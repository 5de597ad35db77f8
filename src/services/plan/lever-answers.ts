import { type Fault, pathTo, type Result, refuse } from "../../fault/fault.ts";
import { unitText } from "../../formula/unit.ts";
import { monthText } from "../../ledger/recognition/accounting-month.ts";
import { parseMonth } from "../../metrics/calendar-month.ts";
import type { Model } from "../../model/model.ts";
import type { Sought } from "../../plan/chance/seek.ts";
import type { Tornado } from "../../plan/chance/tornado.ts";
import type { ForecastRow } from "../../plan/forecast/forecast-rows.ts";
import { rowFormula } from "../../plan/what-if/row-formula.ts";
import { plainNumber } from "./plain-number.ts";
import type { GoalAnswer, LookedFigure, PlanHead, PlanTornado } from "./plan-answers.ts";

/** What of a forecast can be looked at when drivers move, in the order of its rows; what is never anything is left out. */
export function lookedFigures(
  rows: readonly ForecastRow[],
  units: Readonly<Record<string, string>>,
): readonly LookedFigure[] {
  const known = new Set<string>();
  return rows.flatMap((row) => {
    const formula = rowFormula(row);
    const unit = formula === undefined ? undefined : units[formula];
    const isSomething = row.values.some((value) => Number.isFinite(value) && value !== 0);
    if (formula === undefined || unit === undefined || known.has(formula) || !isSomething)
      return [];
    known.add(formula);
    const { section, label, unit: kind } = row;
    return [{ formula, section, label: label.trim(), kind, unit }];
  });
}

const orNull = (value: number | undefined): string | null =>
  value === undefined || !Number.isFinite(value) ? null : plainNumber(value);

/** A tornado as documents carry it. */
export function tornadoAnswer(
  model: Model,
  { outcome, unit, month, base, bars }: Tornado,
): Omit<PlanTornado, keyof PlanHead> {
  const end = (one: Tornado["bars"][number]["low"]) => ({
    value: plainNumber(one.value),
    figure: orNull(one.outcome),
  });
  return {
    figure: outcome,
    unit: unitText(unit),
    month: monthOf(model, month),
    base: orNull(base),
    items: bars.map((bar) => ({
      driver: bar.figure,
      unit: unitText(bar.unit),
      low: end(bar.low),
      high: end(bar.high),
    })),
  };
}

/** What came of seeking, as documents carry it. */
export function goalAnswer(
  model: Model,
  figure: string,
  sought: Sought,
): Omit<GoalAnswer, keyof PlanHead> {
  const { driver, driverUnit, figureUnit, month, now, goal, from, to, verdict, turns, nearest } =
    sought;
  const point = (one: { readonly value: number; readonly figure: number }) => ({
    value: plainNumber(one.value),
    figure: plainNumber(one.figure),
  });
  return {
    driver,
    driverUnit: unitText(driverUnit),
    figure,
    figureUnit: unitText(figureUnit),
    month: monthOf(model, month),
    goal: plainNumber(goal),
    now: { value: plainNumber(now.driver), figure: orNull(now.figure) },
    from: plainNumber(from),
    to: plainNumber(to),
    verdict,
    turns: turns.map((turn) => ({ ...point(turn), reached: turn.reached })),
    nearest: nearest === undefined ? null : point(nearest),
  };
}

function monthOf({ horizon }: Model, month: number): string {
  const first = parseMonth(horizon?.from ?? "");
  return first.ok ? monthText(first.value + month) : "";
}

/** Where in a question each name of the library stands. */
const fields: Readonly<Record<string, string>> = {
  "--tornado": "/figure",
  "--figure": "/figure",
  "--at-least": "/atLeast",
  "--at-most": "/atMost",
  "--from": "/from",
  "--to": "/to",
};

/** Faults of a question about drivers, where they stand in it; what is wrong with the plan stays where it stands in the model. */
export const inLeverQuestion = (
  { faults }: { readonly faults: readonly Fault[] },
  drivers: ReadonlyMap<string, string>,
): Result<never> =>
  refuse(
    ...faults.map((fault) => {
      if (fault.code === "unknown-scenario") return { ...fault, path: "/scenario" };
      const driver = fault.code === "unknown-name" ? String(fault.value ?? "") : "";
      const path =
        fields[fault.path] ?? (pathTo("", driver) === fault.path ? drivers.get(driver) : undefined);
      return path === undefined ? fault : { ...fault, path };
    }),
  );
