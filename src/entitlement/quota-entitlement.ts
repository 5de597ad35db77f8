import type { Meter } from "../model/meter.ts";
import type { Quota } from "../model/quota.ts";
import type { Instant } from "../time/instant.ts";
import type { EntitlementSource } from "./entitlement-source.ts";
import type { GrantedQuota } from "./granted-quota.ts";
import type { Granting } from "./granting.ts";
import { type QuotaTerms, quotaTerms, together } from "./quota-terms.ts";
import {
  billingSpan,
  calendarSpan,
  type QuotaSpan,
  rollingSpan,
  servedSpan,
} from "./quota-window.ts";

/** A quota of a customer: how much of a meter in which window. */
export interface QuotaEntitlement {
  /** Its id in the model; of the included units of a charge `charges/` and the charge's id. */
  readonly id: string;
  readonly meterId: string;
  readonly meter: Meter;
  readonly per: Quota["per"];
  readonly terms: QuotaTerms;
  readonly sources: readonly EntitlementSource[];
  /** The window at an instant; with the one before it only where something may have been left over of that. */
  readonly spanAt: (at: Instant) => QuotaSpan;
}

/**
 * A customer's quotas: of several of one id, one meter and one kind of window, the limits are added up, and the billing
 * period is that of the first. What a contract says of an id is all that counts of it.
 */
export function quotaEntitlements(grantings: readonly Granting[]): readonly QuotaEntitlement[] {
  const ofContracts = new Set(
    grantings
      .filter(({ source }) => source.kind === "contract")
      .flatMap(({ quotas }) => quotas.map(({ id }) => id)),
  );
  const found = new Map<string, QuotaEntitlement>();
  for (const { source, model, quotas } of grantings)
    for (const granted of quotas) {
      if (ofContracts.has(granted.id) && source.kind !== "contract") continue;
      const meter = model.meters?.[granted.quota.meter];
      if (meter === undefined) continue;
      const one = entitlementOf(granted, meter, source);
      const key = JSON.stringify([one.id, meter.event, meter.aggregation, meter.filter, one.per]);
      const before = found.get(key);
      found.set(key, before === undefined ? one : joined(before, one));
    }
  return [...found.values()];
}

const joined = (first: QuotaEntitlement, second: QuotaEntitlement): QuotaEntitlement => ({
  ...first,
  terms: together(first.terms, second.terms),
  sources: [...first.sources, ...second.sources],
});

function entitlementOf(
  { id, quota, zone, schedule, since, alerts, servedOnly = false }: GrantedQuota,
  meter: Meter,
  source: EntitlementSource,
): QuotaEntitlement {
  const { per } = quota;
  const spanAt = (at: Instant): QuotaSpan => {
    if (typeof per === "object") return rollingSpan(per.rolling, at);
    if (servedOnly) return servedSpan(schedule, at, since);
    const span =
      per === "billing-period" ? billingSpan(schedule, at, since) : calendarSpan(per, at, zone);
    // Nothing was left over of a window in which the quota did not hold yet.
    return since < span.window.from ? span : { ...span, before: undefined };
  };
  const sources = [source];
  return {
    id,
    meterId: quota.meter,
    meter,
    per,
    terms: quotaTerms(quota, alerts),
    sources,
    spanAt,
  };
}
