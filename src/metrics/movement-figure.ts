import type { Month } from "../ledger/recognition/accounting-month.ts";
import { negate } from "../money/decimal.ts";
import { movementTerm } from "./evidence.ts";
import type { Figure } from "./metric.ts";
import type { MetricFacts } from "./metric-facts.ts";
import type { MovementKind } from "./movement.ts";

/** A kind of movement as a figure: rounded with the other kinds of its month, so that these add up. */
export function movementFigure(facts: MetricFacts, month: Month, kind: MovementKind): Figure {
  const term = movementTerm(facts, month, kind);
  const signed = facts.roundedMovements(month).kinds[kind];
  const value = kind === "contraction" || kind === "churn" ? negate(signed) : signed;
  return { value, exact: term.amount, terms: [term] };
}
