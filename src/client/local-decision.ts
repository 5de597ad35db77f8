import { add, compare, type Decimal, decimalOf, zero } from "../money/decimal.ts";
import type { Decision, Entitlements, Feature, Quota } from "./answers.ts";

/** What is asked: so much of a meter, or a feature. */
export interface Question {
  readonly customer: string;
  readonly meter?: string;
  readonly feature?: string;
  /** Default 1; of a feature that is a limit: how many there would be. */
  readonly quantity?: string | number;
}

/**
 * The decision by entitlements that were told before, with what was allowed here since. Undefined where only the server can
 * tell: of a meter or feature that it says nothing of, and past a quota that is billed.
 */
export function decideLocally(
  held: Entitlements,
  { customer, meter, feature, quantity }: Question,
  takenSince: (quota: Quota) => Decimal,
): Decision | undefined {
  if (held.suspendedSince !== null) return denied(customer, "suspended");
  if (feature !== undefined) {
    const found = held.features.find(({ id }) => id === feature);
    return found === undefined ? undefined : decideFeature(customer, found, quantity);
  }
  if (!held.served) return denied(customer, "not-subscribed");
  const quotas = held.quotas.filter((quota) => quota.meter === meter);
  if (quotas.length === 0) return undefined;
  const asked = decimalOf(quantity ?? 1);
  const exceeded = quotas.find((quota) => isExceeded(quota, add(takenSince(quota), asked)));
  if (exceeded === undefined) return within(customer, quotas[0] ?? null);
  if (exceeded.overage === "bill") return undefined;
  return { ...denied(customer, "quota-exceeded"), quota: exceeded };
}

function isExceeded({ allowance, used, reserved, grace }: Quota, more: Decimal): boolean {
  if (allowance === null) return false;
  const wanted = add(add(decimalOf(used), decimalOf(reserved)), more);
  return compare(wanted, add(decimalOf(allowance), decimalOf(grace))) > 0;
}

function decideFeature(
  customer: string,
  feature: Feature,
  quantity: string | number | undefined,
): Decision {
  const { kind, value } = feature;
  if (value === null) return { ...denied(customer, "not-granted"), feature };
  const granted = { customer, allowed: true, reason: "granted", feature, quota: null };
  if (kind !== "limit" || value === "unlimited" || value === true) return granted;
  const limit = decimalOf(value);
  const fits =
    quantity === undefined ? compare(limit, zero) > 0 : compare(decimalOf(quantity), limit) <= 0;
  return fits ? granted : { ...denied(customer, "limit-reached"), feature };
}

const within = (customer: string, quota: Quota | null): Decision => ({
  customer,
  allowed: true,
  reason: "within-quota",
  feature: null,
  quota,
});

const denied = (customer: string, reason: string): Decision => ({
  customer,
  allowed: false,
  reason,
  feature: null,
  quota: null,
});
