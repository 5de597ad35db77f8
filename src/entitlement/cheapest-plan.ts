import { quote } from "../account/quote.ts";
import { chargeLimit } from "../model/charge-limit.ts";
import type { Meter } from "../model/meter.ts";
import type { Model } from "../model/model.ts";
import type { Plan } from "../model/plan.ts";
import type { Quota } from "../model/quota.ts";
import { add, compare, type Decimal, decimalOf, format, subtract } from "../money/decimal.ts";
import { priceInput } from "../pricing/registry.ts";
import { quotaTerms } from "./quota-terms.ts";

/** What a customer uses in a month, by meter: what each makes of the events of the whole month. */
export type MonthlyUse = ReadonlyMap<string, Decimal>;

/** The meters that planCosts wants to be told the use of: those that plans charge or limit. */
export const comparedMeters = ({ plans }: Model): ReadonlySet<string> =>
  new Set(
    Object.values(plans).flatMap(({ charges = {}, quotas = {} }) =>
      [...Object.values(charges), ...Object.values(quotas)].map(({ meter }) => meter),
    ),
  );

/** What a plan would cost for a month of that use. */
export interface PlanCost {
  readonly plan: string;
  /** The fee and the charges of a month, without tax; in the model's currency. */
  readonly cost: Decimal;
}

/**
 * What each plan would cost for a month of a use, the cheapest first, equal ones by id: by the quotes of the account machine, so as an
 * invoice would have it. Left out are plans that are not sold to everyone, have no monthly price of their own or charges by other
 * periods, those whose price looks at single events or parts of the use, which nobody tells of here, and those whose quotas, included
 * units or capacity would block the use. Whether a quota by less than the month blocks is only known of peaks.
 */
export function planCosts(
  model: Model,
  use: MonthlyUse,
  terms: { readonly start: string; readonly quantity: string },
): readonly PlanCost[] {
  const costs = Object.entries(model.plans).flatMap(([id, plan]): PlanCost[] => {
    if (!isOpenToAll(plan) || !isMonthly(plan)) return [];
    if (!isTold(plan, use) || isBlocked(plan, model, use)) return [];
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

/** Whether all use that the plan charges for is priced by its total, which is all that is told of it. */
const isTold = ({ charges = {} }: Plan, use: MonthlyUse): boolean =>
  Object.values(charges).every(
    ({ meter, price }) => priceInput(price) === "quantity" || !use.has(meter),
  );

/** Whether a month of the use goes past what the plan lets pass. */
function isBlocked({ quotas = {}, charges = {} }: Plan, model: Model, use: MonthlyUse): boolean {
  const isPast = (meter: string, limit: Decimal): boolean => {
    const used = use.get(meter);
    return used !== undefined && compare(used, limit) > 0;
  };
  return (
    Object.values(quotas).some((quota) => {
      const { limit, grace, overage } = quotaTerms(quota);
      if (limit === undefined || overage === "bill") return false;
      return isJudged(quota, model.meters[quota.meter]) && isPast(quota.meter, add(limit, grace));
    }) ||
    Object.values(charges).some((charge) => {
      const covered = chargeLimit(charge);
      return covered?.overage === "block" && isPast(charge.meter, decimalOf(covered.limit));
    })
  );
}

/** Whether the use of a month tells that of a quota's window: one that is no shorter, or any where the highest value counts. */
const isJudged = ({ per }: Quota, meter: Meter | undefined): boolean =>
  per === "month" ||
  per === "billing-period" ||
  per === "year" ||
  meter?.aggregation.kind === "max";
