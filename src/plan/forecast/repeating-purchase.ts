import { expectOk } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import { declared } from "../../model/model-rule.ts";
import type { Addon, Charge, Plan } from "../../model/plan.ts";
import type { SegmentPurchase } from "../../model/segment.ts";
import { type CadenceName, monthsOf, parseCadence } from "../../time/cadence.ts";
import { purchaseCadence } from "./purchase-cadence.ts";
import type { SampleMonths } from "./sample-months.ts";

type KeysOf<T> = { readonly [K in keyof Required<T>]: boolean };

/** What a purchase may say without its bills depending on how long the customer has been there. */
const ageless: KeysOf<SegmentPurchase> = {
  description: true,
  rows: true,
  share: true,
  plan: true,
  offer: false,
  licence: false,
  bundle: false,
  contract: false,
  cadence: true,
  quantity: true,
  quantityGrowth: false,
  quantities: true,
  addons: true,
  termYears: false,
  agreed: true,
  discounts: true,
  agreedDiscounts: true,
  eligibilities: false,
  coupons: false,
  usage: true,
  usageVaries: true,
  churn: true,
  moves: true,
};

/** The same of a plan or an add-on. A trial is looked at by itself. */
const agelessPlan: KeysOf<Plan & Addon> = {
  description: true,
  rows: true,
  name: true,
  stream: true,
  product: true,
  audience: true,
  per: true,
  prices: true,
  charges: true,
  features: true,
  quotas: true,
  grants: false,
  trial: true,
  unitCost: true,
  discounts: true,
  sla: true,
  requiresContract: true,
  eligibility: false,
  sold: true,
  statedDiscount: true,
  facts: true,
  cliff: true,
  upgradesTo: true,
  plans: true,
};

/** With a trial of at most so many days every customer's periods begin on one day of the month, whichever month it came in. */
const trialDaysMax = 27;

/** Whether all that something says is known to be so; what is not known is not. */
const saysOnly = <T extends object>(said: T, known: KeysOf<T>): boolean =>
  Object.keys(said).every((key) => (known as Readonly<Record<string, boolean>>)[key] === true);

/**
 * The months after which whoever buys at the beginning of one is billed as a customer is who was there before and whose period begins then:
 * 1 where all is by month. Undefined where bills depend on how long somebody is a customer, or where that is not known.
 */
export function repeatMonths(purchase: SegmentPurchase, model: Model): number | undefined {
  const plan = purchase.plan === undefined ? undefined : declared(model.plans, purchase.plan);
  if (plan === undefined || !saysOnly<SegmentPurchase>(purchase, ageless)) return undefined;
  const added = Object.keys(purchase.addons ?? {}).map((id) => declared(model.addons, id));
  const cadences: (CadenceName | undefined)[] = [purchaseCadence(purchase, model)];
  for (const one of [plan, ...added]) {
    if (one === undefined || !saysOnly<Plan & Addon>(one, agelessPlan)) return undefined;
    if (one.trial !== undefined && !isPlainTrial(one, purchase)) return undefined;
    cadences.push(
      ...Object.keys(one.prices ?? {})
        .filter(() => one !== plan)
        .map(asCadence),
    );
    for (const charge of Object.values<Charge>(one.charges ?? {})) cadences.push(charge.every);
  }
  let together = 1;
  for (const cadence of cadences) {
    if (cadence === undefined) continue;
    const months = monthsOf(expectOk(parseCadence(cadence)));
    if (months === undefined) return undefined;
    together = leastCommonMultiple(together, months);
  }
  return together;
}

/** What is used or added while it is free may be billed otherwise than later. */
const isPlainTrial = ({ trial, charges }: Plan, { addons }: SegmentPurchase): boolean =>
  (trial?.days ?? 0) <= trialDaysMax && charges === undefined && addons === undefined;

// A model that was checked has cadences for keys.
const asCadence = (key: string): CadenceName => key as CadenceName;

const leastCommonMultiple = (left: number, right: number): number => {
  let [a, b] = [left, right];
  while (b !== 0) [a, b] = [b, a % b];
  return (left / a) * right;
};

/** Whether a customer who came in a month of the plan is billed from then on as one is who was there before. */
export function billedAlike(before: SampleMonths, since: SampleMonths, start: number): boolean {
  const later = before.lines.filter(({ servedFrom }) => servedFrom >= start);
  const texts = (lines: SampleMonths["lines"]): readonly string[] =>
    lines.map((line) => JSON.stringify(line)).toSorted();
  const [left, right] = [texts(later), texts(since.lines)];
  return (
    left.length === right.length &&
    left.every((text, index) => text === right[index]) &&
    since.recurring
      .subarray(start + 1)
      .every((value, index) => value === before.recurring[start + 1 + index])
  );
}
