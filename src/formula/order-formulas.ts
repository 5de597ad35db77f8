import { ok, type Result } from "../fault/fault.ts";
import type { FormulaEntry, TypedEntry } from "./formula-entry.ts";
import { formulaOrder, type StepGroup } from "./formula-order.ts";
import { type FormulaStep, formulaSteps } from "./formula-step.ts";
import { typeFormulas } from "./type-formulas.ts";
import type { UnitNouns } from "./unit-text.ts";

/** Formulas that are known to be computable: what each is, the steps that they part into, and the order of these. */
export interface OrderedFormulas {
  readonly entries: readonly TypedEntry[];
  readonly steps: readonly FormulaStep[];
  /** The same steps in the order of computing. */
  readonly groups: readonly StepGroup[];
}

/** Types formulas and finds the order to compute them in; the faults are those of {@link typeFormulas} and {@link formulaOrder}. */
export function orderFormulas(
  formulas: readonly FormulaEntry[],
  nouns: UnitNouns,
): Result<OrderedFormulas> {
  const typed = typeFormulas(formulas, nouns);
  if (!typed.ok) return typed;
  const entries = typed.value;
  const steps = formulaSteps(entries);
  const groups = formulaOrder(steps, entries);
  return groups.ok ? ok({ entries, steps, groups: groups.value }) : groups;
}
