import type { SubscriptionFact } from "../account/fact.ts";
import type { SubscriptionTerms } from "../account/terms.ts";
import { chargeLimit } from "../model/charge-limit.ts";
import type { Charge, Subscribable } from "../model/plan.ts";
import type { Quota } from "../model/quota.ts";
import { alertsOn } from "./alert-shares.ts";
import type { HeldQuota } from "./granted-quota.ts";

const prefix = "charges/";

/** The charge that a quota is of; undefined where it is one that a plan states. */
export const chargeOfQuota = ({ charges }: Pick<Subscribable, "charges">, quota: string) =>
  quota.startsWith(prefix) ? charges?.[quota.slice(prefix.length)] : undefined;

/**
 * What charges include and what capacity is bought with them, as quotas of their periods: where use past it is blocked, or somebody
 * is to be told of it. Capacity is a level, which counts from when it was bought.
 */
export const chargeQuotas = (
  { charges, book }: SubscriptionTerms,
  { quantities }: Pick<SubscriptionFact, "quantities">,
  plans: readonly string[],
): readonly HeldQuota[] =>
  charges.flatMap(({ id, charge, schedule }): readonly HeldQuota[] => {
    const limit = chargeLimit(charge, quantities?.[id]);
    if (limit === undefined) return [];
    const alerts = alertsOn(book.model, { of: limit.of, meter: charge.meter, plans });
    const quota = quotaOf(charge, limit);
    if (quota.overage === "bill" && quota.alertAt?.length === 0 && alerts.length === 0) return [];
    return [{ id: `${prefix}${id}`, quota, schedule, alerts, servedOnly: limit.of === "reserved" }];
  });

function quotaOf(
  { meter, alertAt }: Charge,
  { limit, overage }: NonNullable<ReturnType<typeof chargeLimit>>,
): Quota {
  const own = alertAt ?? (overage === "bill" ? [] : undefined);
  return {
    meter,
    limit,
    per: "billing-period",
    overage,
    ...(own === undefined ? {} : { alertAt: own }),
  };
}
