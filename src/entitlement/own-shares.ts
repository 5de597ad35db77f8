import { compare, type Decimal, equals, isPositive, multiply } from "../money/decimal.ts";
import type { AlertShare } from "./alert-shares.ts";
import type { QuotaStanding } from "./decide.ts";

/** A share of a quota at which its customer wants to be told. */
export interface OwnShare {
  readonly id: string;
  readonly quota: string;
  readonly share: Decimal;
}

/**
 * The alerts that are given with those that customers asked for. Where the model names the same share there is one alert for both, which
 * is the customer's as well.
 */
export function withOwnShares(
  reached: readonly AlertShare[],
  own: readonly OwnShare[],
  { quota: { id }, allowance, used }: QuotaStanding,
): readonly AlertShare[] {
  if (allowance === undefined || !isPositive(allowance)) return reached;
  const met = own.filter(
    ({ quota, share }) => quota === id && compare(used, multiply(allowance, share)) >= 0,
  );
  const ownAt = (at: Decimal) => met.find(({ share }) => equals(share, at));
  const others = met.filter(
    ({ share }, place) =>
      !reached.some((one) => equals(one.share, share)) &&
      met.findIndex((one) => equals(one.share, share)) === place,
  );
  return [
    ...reached.map((one) => {
      const rule = ownAt(one.share);
      if (rule === undefined || one.notify.includes("customer")) return one;
      return { ...one, notify: [...one.notify, "customer" as const], rule: rule.id };
    }),
    ...others.map(
      ({ id: rule, share }): AlertShare => ({
        share,
        notify: ["customer"],
        alert: undefined,
        rule,
        suggest: undefined,
      }),
    ),
  ];
}
