import { quote } from "../account/quote.ts";
import type { Model } from "../model/model.ts";
import type { Plan } from "../model/plan.ts";
import { add, compare, type Decimal, decimalOf, format, subtract } from "../money/decimal.ts";
import { quotaTerms } from "./quota-terms.ts";

/** What a customer uses in a month, by meter: a count or a sum. */
export type MonthlyUse = ReadonlyMap<string, Decimal>;

/** What a plan would cost for a month of that use. */
export interface PlanCost {
  readonly plan: string;
  /** The fee and the charges of a month, without tax; in the model's currency. */
  readonly cost: Decimal;
}

/**
 * What each plan would cost for a month of a use, the cheapest first, equal ones by id: by the quotes of the account machine, so as an
 * invoice would have it. Left out are plans that are not sold to everyone, have no monthly price of their own or charges by other
 * periods, and those whose quotas or included units would block the use.
 */
export function planCosts(
  model: Model,
  use: MonthlyUse,
  terms: { readonly start: string; readonly quantity: string },
): readonly PlanCost[] {
  const costs = Object.entries(model.plans).flatMap(([id, plan]): PlanCost[] => {
    if (!isOpenToAll(plan) || !isMonthly(plan) || isBlocked(plan, use)) return [];
    const charged = new Set(Object.values(plan.charges ?? {}).map(({ meter }) => meter));
    const usage = [...use].flatMap(([meter, quantity]) =>
      charged.has(meter) ? [{ meter, quantity: format(quantity) }] : [],
    );
    const cadence = plan.prices === undefined ? {} : ({ cadence: "monthly" } as const);
    const quoted = quote(model, {
      terms: { plan: id, trialDays: 0, quantity: terms.quantity as `${number}`, ...cadence },
      usage,
      start: terms.start,
    });
    if (!quoted.ok) return [];
    const { total, tax } = quoted.value;
    return [{ plan: id, cost: subtract(decimalOf(total), decimalOf(tax)) }];
  });
  return costs.sort(
    (left, right) => compare(left.cost, right.cost) || (left.plan < right.plan ? -1 : 1),
  );
}

const isOpenToAll = ({ sold, requiresContract, eligibility }: Plan): boolean =>
  sold !== false && requiresContract !== true && eligibility === undefined;

const isMonthly = ({ prices, charges = {} }: Plan): boolean =>
  (prices === undefined || prices.monthly !== undefined) &&
  Object.values(charges).every(({ every = "monthly" }) => every === "monthly");

/** Whether a month of the use goes past what the plan lets pass in a month. */
function isBlocked({ quotas = {}, charges = {} }: Plan, use: MonthlyUse): boolean {
  const byQuota = Object.values(quotas).some((quota) => {
    const { limit, grace, overage } = quotaTerms(quota);
    const used = use.get(quota.meter);
    if (used === undefined || limit === undefined || overage === "bill") return false;
    const monthly = quota.per === "month" || quota.per === "billing-period";
    return monthly && compare(used, add(limit, grace)) > 0;
  });
  return (
    byQuota ||
    Object.values(charges).some(({ meter, included, overage }) => {
      const used = use.get(meter);
      return (
        overage === "block" &&
        included !== undefined &&
        used !== undefined &&
        compare(used, decimalOf(included)) > 0
      );
    })
  );
}
