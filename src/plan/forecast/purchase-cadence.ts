import { expectOk } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import { declared } from "../../model/model-rule.ts";
import type { Addon, Charge, Plan } from "../../model/plan.ts";
import type { SegmentContract, SegmentPurchase } from "../../model/segment.ts";
import { type CadenceName, monthsOf, parseCadence } from "../../time/cadence.ts";

/** What of a model says how long something goes on. */
type BilledModel = Pick<Model, "plans" | "addons" | "bundles" | "contracts" | "licences">;

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

/** How long something that is bought goes on: until customers leave, until it is over by itself, or not at all. */
export type Lasting = "on" | "ends" | "once";

/** How a purchase goes on. */
export function lastingOf(purchase: SegmentPurchase, model: BilledModel): Lasting {
  const { offer, bundle } = purchase;
  if (offer !== undefined) return "once";
  if (bundle === undefined) return "on";
  const sold = declared(model.bundles, bundle);
  const parts = sold?.parts ?? [];
  const served = parts.filter(({ plan, addon }) => plan !== undefined || addon !== undefined);
  if (sold?.every !== undefined || served.some(({ afterwards }) => afterwards === "renews"))
    return "on";
  if (served.length > 0) return "ends";
  return parts.some(({ licence }) => licence !== undefined) ? "on" : "once";
}

/** Whether it is what a customer has one of: a plan, or a bundle with one. */
export const hasPlan = ({ plan, bundle }: SegmentPurchase, { bundles }: BilledModel): boolean =>
  plan !== undefined ||
  (bundle !== undefined &&
    (declared(bundles, bundle)?.parts.some((part) => part.plan !== undefined) ?? false));

/** Whether leaving takes a cancellation: a contract, a licence and what is paid for once are over when they are. */
export const isCancelled = (bought: SegmentPurchase, model: BilledModel): boolean =>
  bought.contract === undefined &&
  bought.licence === undefined &&
  lastingOf(bought, model) === "on";

/** Days for nothing that a purchase begins with; what is under a contract has none. */
export const trialDays = (
  { plan, contract }: SegmentPurchase,
  { plans }: Pick<Model, "plans">,
): number =>
  plan === undefined || contract !== undefined ? 0 : (declared(plans, plan)?.trial?.days ?? 0);

/** The months of a contract's term; undefined where they are left open. */
export function contractMonths(
  { template, months }: SegmentContract,
  { contracts }: BilledModel,
): number | undefined {
  const term = declared(contracts, template)?.term;
  return months ?? (typeof term === "number" ? term : undefined);
}

/**
 * The months from one renewal of a purchase to the next: its contract's or its own term, else the longest that a price of its plan is for;
 * a licence's maintenance is for a year where it does not say otherwise. What is paid by weeks or days, or by a month's use alone, can be left every month.
 */
export function renewalMonths(purchase: SegmentPurchase, model: BilledModel): number {
  const { termYears, contract } = purchase;
  if (contract !== undefined) return contractMonths(contract, model) ?? 12;
  return termYears === undefined ? paidMonths(purchase, model) : termYears * 12;
}

/** The months from one recurring invoice of a purchase to the next. */
export function paidMonths(purchase: SegmentPurchase, model: BilledModel): number {
  const { licence, bundle } = purchase;
  if (bundle !== undefined) return bundleMonths(bundle, model);
  if (licence !== undefined) {
    const maintenance = declared(model.licences, licence)?.maintenance;
    return maintenance === undefined ? 12 : cadenceMonths(maintenance.every);
  }
  return Math.max(cadenceMonths(purchaseCadence(purchase, model)), chargeMonths(purchase, model));
}

/** The longest that a charge of a plan, or of a bundle's, is for: who left before would pay a part of it. */
export const chargeMonths = (
  { plan, bundle }: SegmentPurchase,
  { plans, addons, bundles }: BilledModel,
): number => {
  const parts = bundle === undefined ? [{ plan }] : (declared(bundles, bundle)?.parts ?? []);
  const sold = parts.flatMap((part): readonly (Plan | Addon | undefined)[] => [
    declared(plans, part.plan ?? ""),
    declared(addons, "addon" in part ? (part.addon ?? "") : ""),
  ]);
  return sold
    .flatMap((one) => Object.values<Charge>(one?.charges ?? {}))
    .map(({ every }) => cadenceMonths(every))
    .reduce((longest, months) => Math.max(longest, months), 1);
};

const cadenceMonths = (cadence: CadenceName | undefined): number =>
  cadence === undefined ? 1 : (monthsOf(expectOk(parseCadence(cadence))) ?? 1);

/** What a bundle pays for; where its plans go on at the list's price, or are over, by the longest of them. */
function bundleMonths(id: string, model: BilledModel): number {
  const bundle = declared(model.bundles, id);
  if (bundle?.every !== undefined) return cadenceMonths(bundle.every);
  const parts = bundle?.parts ?? [];
  const renewing = parts.filter(({ afterwards }) => afterwards === "renews");
  const months = (renewing.length > 0 ? renewing : parts).flatMap(({ plan, addon, cadence }) => {
    const item =
      plan === undefined ? declared(model.addons, addon ?? "") : declared(model.plans, plan);
    // A model that was checked has cadences for keys.
    const [only] = Object.keys(item?.prices ?? {}) as CadenceName[];
    return item === undefined ? [] : [cadenceMonths(cadence ?? only)];
  });
  return months.length > 0 ? Math.max(...months) : 12;
}
