import { type Fault, type Result, refuse } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";

/** Figures told otherwise, by name, as formulas. */
export type Overrides = Readonly<Record<string, string>>;

/** How many figures can be told otherwise at once. */
export const overridesMax = 100;

/** How long the formula of each may be, in characters. */
export const overrideLengthMax = 500;

/** A model that has one scenario more, and the id of that. */
export interface ScenarioModel {
  readonly model: Model;
  readonly scenario: string;
}

/**
 * A model with a scenario that tells figures otherwise, over the plan itself or over one of its scenarios. Its id is one that no other
 * scenario has. Refuses `too-many-overrides` and `override-too-long`.
 */
export function scenarioModel(
  model: Model,
  set: Overrides,
  base: string | undefined,
): Result<ScenarioModel> {
  const entries = Object.entries(set);
  if (entries.length > overridesMax)
    return refuse({
      code: "too-many-overrides",
      path: "/set",
      message: `at most ${overridesMax} figures can be told otherwise at once`,
      value: entries.length,
    });
  const long = entries.filter(([, text]) => text.length > overrideLengthMax);
  if (long.length > 0)
    return refuse(
      ...long.map(([name, text]) => ({
        code: "override-too-long",
        path: `/set/${name}`,
        message: `a formula that tells a figure otherwise has at most ${overrideLengthMax} characters`,
        value: text.length,
      })),
    );
  let scenario = "what-if";
  while (Object.hasOwn(model.scenarios ?? {}, scenario)) scenario = `${scenario}-1`;
  const added = { name: "What if", set, ...(base === undefined ? {} : { from: base }) };
  return {
    ok: true,
    value: { model: { ...model, scenarios: { ...model.scenarios, [scenario]: added } }, scenario },
  };
}

/** A fault of a scenario that was made for a question, where the question has it: `/set/segments.teams.first`. */
export function inQuestion(fault: Fault, scenario: string): Fault {
  const own = `/scenarios/${scenario}`;
  return fault.path.startsWith(`${own}/`)
    ? { ...fault, path: fault.path.slice(own.length) }
    : fault;
}
