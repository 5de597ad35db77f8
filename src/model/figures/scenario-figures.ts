import { type Fault, ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import type { Scenario } from "../capital.ts";
import type { Model } from "../model.ts";
import { declared } from "../model-rule.ts";
import { suggestName } from "../shape.ts";

/** A figure that a scenario tells otherwise. */
export interface ScenarioFigure {
  readonly name: string;
  readonly text: string;
  /** JSON pointer to where it is told. */
  readonly path: string;
}

/**
 * What a scenario tells otherwise, with what it takes from the scenario that it changes. Refuses `unknown-scenario`, and `scenario-circle`
 * where scenarios come from each other.
 */
export function scenarioFigures(model: Model, id: string): Result<readonly ScenarioFigure[]> {
  const told = new Map<string, ScenarioFigure>();
  const seen = new Set<string>();
  for (let next: string | undefined = id; next !== undefined; ) {
    const own: Scenario | undefined = declared(model.scenarios, next);
    if (own === undefined) return refuse(unknownScenario(next, Object.keys(model.scenarios ?? {})));
    if (seen.has(next)) return refuse(scenarioCircle(next));
    seen.add(next);
    for (const [name, text] of Object.entries(own.set))
      if (!told.has(name))
        told.set(name, { name, text, path: pathTo("/scenarios", next, "set", name) });
    next = own.from;
  }
  return ok([...told.values()]);
}

const unknownScenario = (id: string, known: readonly string[]): Fault => ({
  code: "unknown-scenario",
  path: pathTo("/scenarios", id),
  message: "the model has no scenario of this id",
  value: id,
  suggestion: known.length === 0 ? "write one under scenarios" : suggestName(id, known),
});

const scenarioCircle = (id: string): Fault => ({
  code: "scenario-circle",
  path: pathTo("/scenarios", id, "from"),
  message: "scenarios change each other in a circle",
  value: id,
  suggestion: "let one of them change the plan itself",
});
