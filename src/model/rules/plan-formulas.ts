import { type Fault, faultsOf } from "../../fault/fault.ts";
import { orderFormulas } from "../../formula/order-formulas.ts";
import { claimStatements } from "../figures/claim-statements.ts";
import { correlatedFigures } from "../figures/correlated-figures.ts";
import { planFigures } from "../figures/plan-figures.ts";
import { type ScenarioFigure, scenarioFigures } from "../figures/scenario-figures.ts";
import type { Model } from "../model.ts";
import type { ModelRule } from "../model-rule.ts";

/** The plan as it stands, then with what each scenario tells otherwise. */
function faultsIn(model: Model): readonly Fault[] {
  const { figures, claims, horizon } = model;
  if (figures === undefined && claims === undefined && horizon === undefined) return [];
  const own = faultsWith(model, []);
  if (own.length > 0) return own;
  return Object.keys(model.scenarios ?? {}).flatMap((id) => {
    const told = scenarioFigures(model, id);
    return told.ok ? faultsWith(model, told.value) : told.faults;
  });
}

function faultsWith(model: Model, otherwise: readonly ScenarioFigure[]): readonly Fault[] {
  const figures = planFigures(model, otherwise);
  if (!figures.ok) return figures.faults;
  const { nouns, entries, told } = figures.value;
  const statements = claimStatements(model, nouns);
  if (!statements.ok) return statements.faults;
  const all = [...entries, ...statements.value.flatMap(({ entry }) => entry ?? [])];
  const replaced = new Set(otherwise.map(({ name }) => name));
  return [
    ...faultsOf(correlatedFigures(model, told, nouns, replaced)),
    ...faultsOf(orderFormulas(all, nouns)),
  ];
}

/** A formula that all columns of a table share has one fault, not one for each of them. */
function eachOnce(faults: readonly Fault[]): readonly Fault[] {
  const known = new Map(
    faults.map((fault) => [`${fault.path} ${fault.code} ${fault.message}`, fault]),
  );
  return [...known.values()];
}

/** Figures and claims read names that there are, put units together that go together, and do not need each other in a circle. */
export const planFormulas: ModelRule = {
  name: "plan-formulas",
  severity: "fault",
  needsSound: "surroundings",
  find: (model) => eachOnce(faultsIn(model)),
};
