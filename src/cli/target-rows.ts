import { ok, type Result } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import type { MeasuredTarget } from "../plan/actual/targets-on-actuals.ts";
import { forecastPlan } from "../plan/forecast/forecast-plan.ts";
import { evaluateTargets, type TargetResult } from "../plan/targets/evaluate-targets.ts";
import { harmless, left } from "./columns.ts";
import { styled, type Terminal } from "./terminal.ts";

/** How a model's plan, or a scenario of it, does at its targets. Refuses what the forecast refuses. */
export function targetsOf(
  model: Model,
  scenario: string | undefined,
): Result<readonly TargetResult[]> {
  const forecast = forecastPlan(model, { customers: "expected", cache: "kept", scenario });
  return forecast.ok ? ok(evaluateTargets(model, forecast.value)) : forecast;
}

const colours = {
  reached: "green",
  missed: "red",
  beyond: "yellow",
  undefined: "yellow",
} as const;

const words = {
  reached: "reached",
  missed: "missed",
  beyond: "beyond the plan",
  undefined: "no figure",
} as const;

/** A row for each target. */
export function targetRows(
  results: readonly MeasuredTarget[],
  terminal: Terminal,
): readonly string[] {
  const width = Math.max(7, ...results.map(({ verdict }) => words[verdict].length)) + 2;
  return results.map(({ verdict, name, month, figure, bound, missedMonths, basis }) => {
    const word = styled(colours[verdict], left(words[verdict], width), terminal, "out");
    const seen =
      figure === undefined
        ? ""
        : `: ${figure} in ${month}${basis === undefined ? "" : ` (${basis})`}, ${bound}`;
    const often = missedMonths > 1 ? ` (missed in ${missedMonths} months)` : "";
    return `${word}${harmless(`${name}${seen}${often}`)}`;
  });
}
