import { ok, type Result, refuse } from "../../fault/fault.ts";
import { type CurrencyCode, minorUnits } from "../../money/currency.ts";
import type { PlanOutcome } from "../../plan/forecast/plan-outcome.ts";
import type { PlanFlowsAnswer } from "./plan-answers.ts";

/** The flows of one year of a forecast; of its first where none is named. Refuses `unknown-year`. */
export function flowsAnswer(
  { years, currency }: PlanOutcome,
  named: string | undefined,
): Result<Pick<PlanFlowsAnswer, "year" | "years" | "nodes" | "links">> {
  const labels = years.map(({ label }) => label);
  const found = named === undefined ? years[0] : years.find(({ label }) => label === named);
  if (found === undefined)
    return refuse({
      code: "unknown-year",
      path: "/query/year",
      message: "the plan has no such year",
      ...(named === undefined ? {} : { value: named }),
      suggestion: `its years are ${labels.join(", ")}`,
    });
  const { nodes, links } = found.flows;
  return ok({
    year: found.label,
    years: labels,
    nodes: nodes.map((node) => ({ ...node, amount: minorNumberText(node.amount, currency) })),
    links: links.map((link) => ({ ...link, amount: minorNumberText(link.amount, currency) })),
  });
}

/** A whole number of minor units as decimal text. */
function minorNumberText(amount: number, currency: CurrencyCode): string {
  const digits = minorUnits(currency);
  const text = String(Math.abs(amount)).padStart(digits + 1, "0");
  const whole = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return amount < 0 ? `-${whole}` : whole;
}
