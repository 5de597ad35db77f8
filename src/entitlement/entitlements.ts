import type { Account } from "../account/account.ts";
import type { PriceBooks } from "../account/price-book.ts";
import { zoneOf } from "../account/terms.ts";
import { expectOk } from "../fault/fault.ts";
import type { Feature } from "../model/feature.ts";
import type { Instant } from "../time/instant.ts";
import { serviceDayAt, startOfDayNumber } from "../time/zone.ts";
import type { EntitlementSource } from "./entitlement-source.ts";
import { type FeatureEntitlement, featureEntitlement } from "./feature-entitlement.ts";
import { grantingsAt } from "./granting.ts";
import { type QuotaEntitlement, quotaEntitlements } from "./quota-entitlement.ts";

/** What a customer may use at an instant. */
export interface Entitlements {
  readonly customer: string;
  /** Whether anything it bought is in service. */
  readonly served: boolean;
  /** What is in service: contracts, plans and trials of them, add-ons, licences, each once. */
  readonly servedBy: readonly EntitlementSource[];
  /** Since when access is suspended because invoices are not paid; null while it is not. */
  readonly suspendedSince: Instant | null;
  /** All features that there are, by id. */
  readonly features: readonly FeatureEntitlement[];
  readonly quotas: readonly QuotaEntitlement[];
  /** Until when this holds if nothing is told in between: what is bought begins and ends at local midnights. */
  readonly holdsUntil: Instant;
}

/** What a customer of an account may use at an instant, by what was told by then. */
export function entitlementsOf(
  account: Account,
  customer: string,
  books: PriceBooks,
  at: Instant,
): Entitlements {
  const zone = expectOk(zoneOf(account.customer, books.current));
  const grantings = grantingsAt(account, customer, books, at);
  const features = new Map<string, Feature>();
  for (const { model } of [...grantings, books.current])
    for (const [id, feature] of Object.entries(model.features ?? {}))
      if (!features.has(id)) features.set(id, feature);
  const { suspendedSince } = account;
  return {
    customer,
    served: grantings.length > 0,
    servedBy: onceEach(grantings.map(({ source }) => source)),
    suspendedSince: suspendedSince !== null && suspendedSince <= at ? suspendedSince : null,
    features: [...features]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([id, feature]) => featureEntitlement(id, feature, grantings)),
    quotas: quotaEntitlements(grantings),
    holdsUntil: startOfDayNumber(zone, serviceDayAt(zone, at) + 1),
  };
}

const onceEach = (sources: readonly EntitlementSource[]): readonly EntitlementSource[] => [
  ...new Map(sources.map((source) => [`${source.kind} ${source.id}`, source])).values(),
];
