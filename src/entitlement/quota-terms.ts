import { expectOk } from "../fault/fault.ts";
import type { Quota } from "../model/quota.ts";
import { add, type Decimal, isPositive, min, multiply, subtract, zero } from "../money/decimal.ts";
import { type Percent, shareOf } from "../money/percent.ts";
import { parseQuantity, type Quantity } from "../money/quantity.ts";
import { type AlertShare, alertShares, type NamedAlert, withAlertsOf } from "./alert-shares.ts";

/** How much may be used in a window, without what was used. Quantities are units of the meter. */
export interface QuotaTerms {
  /** Undefined where it cannot be reached. */
  readonly limit: Decimal | undefined;
  readonly overage: "block" | "bill";
  /** How far past the allowance use may go before it is blocked. */
  readonly grace: Decimal;
  readonly rollover: { readonly share: Decimal; readonly maximum: Decimal | undefined } | undefined;
  /** Shares of the allowance at which an alert is given, ascending. */
  readonly alertAt: readonly AlertShare[];
}

/** Shares at which an alert is given where a quota states none. */
const unstatedShares: readonly Percent[] = ["80%"];

/** The terms of a checked quota, with the model's alerts on it. */
export function quotaTerms(quota: Quota, alerts: readonly NamedAlert[] = []): QuotaTerms {
  const limit = quota.limit === "unlimited" ? undefined : quantityOf(quota.limit);
  const { rollover, overage = "block", grace, alertAt = unstatedShares } = quota;
  return {
    limit,
    overage,
    grace: grace === undefined || limit === undefined ? zero : graceOf(grace, limit),
    rollover:
      rollover === undefined
        ? undefined
        : {
            share: shareOf(rollover.share ?? "100%"),
            maximum: rollover.maximum === undefined ? undefined : quantityOf(rollover.maximum),
          },
    alertAt: limit === undefined ? [] : alertShares(alertAt, alerts),
  };
}

const quantityOf = (quantity: Quantity): Decimal => expectOk(parseQuantity(quantity));

const graceOf = (grace: Percent | Quantity, limit: Decimal): Decimal =>
  typeof grace === "string" && grace.endsWith("%")
    ? multiply(limit, shareOf(grace as Percent))
    : quantityOf(grace as Quantity);

/** Two quotas that hold together: what may be used of both. The first says how; the model's alerts on either hold. */
export const together = (first: QuotaTerms, second: QuotaTerms): QuotaTerms => ({
  ...first,
  limit:
    first.limit === undefined || second.limit === undefined
      ? undefined
      : add(first.limit, second.limit),
  grace: add(first.grace, second.grace),
  alertAt: withAlertsOf(first.alertAt, second.alertAt),
});

/** What may be used in a window: its limit, and what the window before left over of its own. Undefined for no end of it. */
export function allowanceOf(
  terms: QuotaTerms,
  usedBefore: Decimal | undefined,
): Decimal | undefined {
  const { limit, rollover } = terms;
  if (limit === undefined) return undefined;
  if (rollover === undefined || usedBefore === undefined) return limit;
  const left = subtract(limit, usedBefore);
  if (!isPositive(left)) return limit;
  const carried = multiply(left, rollover.share);
  return add(limit, rollover.maximum === undefined ? carried : min(carried, rollover.maximum));
}
