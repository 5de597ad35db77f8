import { expectOk } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import { declared } from "../../model/model-rule.ts";
import type { SegmentPurchase } from "../../model/segment.ts";
import { type CadenceName, monthsOf, parseCadence } from "../../time/cadence.ts";

/** The recurring price that a purchase has of its plan: the one that it names, or the only one there is. */
export function purchaseCadence(
  { cadence, plan }: SegmentPurchase,
  { plans }: Pick<Model, "plans">,
): CadenceName | undefined {
  if (cadence !== undefined || plan === undefined) return cadence;
  const offered = Object.keys(declared(plans, plan)?.prices ?? {});
  // A model that was checked has cadences for keys.
  return offered.length === 1 ? (offered[0] as CadenceName) : undefined;
}

/**
 * The months from one renewal of a purchase to the next: its term, else what its price pays for; a licence's maintenance is for a year. What is
 * paid by weeks or days, or by use alone, can be left every month.
 */
export function renewalMonths(purchase: SegmentPurchase, model: Pick<Model, "plans">): number {
  const { termYears, licence } = purchase;
  if (termYears !== undefined) return termYears * 12;
  if (licence !== undefined) return 12;
  const cadence = purchaseCadence(purchase, model);
  return cadence === undefined ? 1 : (monthsOf(expectOk(parseCadence(cadence))) ?? 1);
}
