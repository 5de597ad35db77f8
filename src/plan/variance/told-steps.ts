import type { Model } from "../../model/model.ts";
import { declared } from "../../model/model-rule.ts";
import type { ToldAmounts } from "../actual/told-amounts.ts";
import type { ToldValue } from "../actual/told-run.ts";
import { type VariancePart, variancePlace } from "./split-variance.ts";
import type { VarianceSpan } from "./variance-tree.ts";

/** Costs that the plan has a rate for: of a unit, a customer, a payment. */
const byRate = new Set(["per-unit", "per-customer", "share", "partner-share"]);

/** The part that a told figure is put in the place of the plan's at. */
function partOf(figure: string, model: Model): VariancePart {
  if (figure === "forecast.collections") return "timing";
  if (figure.startsWith("forecast.acquisition-cost")) return "rate";
  if (!figure.startsWith("costs.")) return "other";
  const kind = declared(model.costs, figure.slice("costs.".length))?.kind ?? "fixed";
  return byRate.has(kind) ? "rate" : "spending";
}

/**
 * What told figures are after a step. A cost that follows from use, customers or payments moves with them first, and then is what it was: rate. A fixed cost or
 * a salary is what it was by spending; as far as other closed months outside the span make up for it, it was only paid then, which is
 * timing. Payments are other by timing than those of what was billed. `base` is what the formulas come to after the last step.
 */
export function toldSteps(
  told: ToldAmounts,
  model: Model,
  span: VarianceSpan,
  base: (figure: string, month: number) => number,
): (step: number) => ToldValue {
  const timing = new Map<string, number>();
  for (const [figure, series] of told.flows) {
    if (partOf(figure, model) !== "spending") continue;
    let all = 0;
    let own = 0;
    for (let month = 0; month <= span.to; month += 1) {
      const value = series[month];
      if (value === undefined || Number.isNaN(value)) continue;
      const off = value - base(figure, month);
      all += off;
      if (month >= span.from) own += off;
    }
    const lasting = own * all > 0 ? Math.sign(own) * Math.min(Math.abs(own), Math.abs(all)) : 0;
    timing.set(figure, own === 0 ? 0 : (own - lasting) / own);
  }
  return (step) => (figure, month, amount, formula) => {
    const part = partOf(figure, model);
    if (step >= variancePlace(part === "timing" ? "other" : part)) return amount;
    const off = amount - base(figure, month);
    if (part === "timing") return formula + off;
    if (part !== "spending" || step < variancePlace("timing") || month < span.from) return formula;
    return formula + off * (timing.get(figure) ?? 0);
  };
}
