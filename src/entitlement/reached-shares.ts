import { compare, isPositive, multiply } from "../money/decimal.ts";
import type { AlertShare } from "./alert-shares.ts";
import type { QuotaStanding } from "./decide.ts";

/**
 * The shares of what may be used that use came to, of those at which an alert is given. What is set apart is not used yet. Of
 * nothing that may be used there are none.
 */
export function reachedShares({ quota, allowance, used }: QuotaStanding): readonly AlertShare[] {
  if (allowance === undefined || !isPositive(allowance)) return [];
  return quota.terms.alertAt.filter(({ share }) => compare(used, multiply(allowance, share)) >= 0);
}

/** When the period of an alert began: the window's beginning, and of a rolling one every whole length of it since 1970. */
export function alertPeriodFrom({ quota, span: { window } }: QuotaStanding): number {
  if (typeof quota.per === "string") return window.from;
  const lengthMs = window.to - window.from;
  return Math.floor((window.to - 1) / lengthMs) * lengthMs;
}
