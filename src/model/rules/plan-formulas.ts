import { type Fault, faultsOf } from "../../fault/fault.ts";
import { orderFormulas } from "../../formula/order-formulas.ts";
import { claimStatements } from "../figures/claim-statements.ts";
import { planFigures } from "../figures/plan-figures.ts";
import type { Model } from "../model.ts";
import type { ModelRule } from "../model-rule.ts";

function faultsIn(model: Model): readonly Fault[] {
  if (model.figures === undefined && model.claims === undefined && model.segments === undefined)
    return [];
  const figures = planFigures(model);
  if (!figures.ok) return figures.faults;
  const { nouns, entries } = figures.value;
  const statements = claimStatements(model, nouns);
  if (!statements.ok) return statements.faults;
  const all = [...entries, ...statements.value.flatMap(({ entry }) => entry ?? [])];
  return faultsOf(orderFormulas(all, nouns));
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
