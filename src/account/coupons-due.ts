import { expectOk } from "../fault/fault.ts";
import { parseCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { periodAt, type Schedule } from "../time/schedule.ts";
import { startOfDay, type Zone } from "../time/zone.ts";
import type { Account, RedeemedCoupon, SubscriptionState } from "./account.ts";
import { purchaseWithCoupons } from "./billed-discounts.ts";
import type { DueItem } from "./due.ts";
import type { PricedLine } from "./line.ts";

type PeriodItem = Extract<DueItem, { kind: "recurring" | "usage" | "so-far" }>;

/** Gives an item that falls due at an instant the coupons that hold for it; nothing where no subscription has any. */
export function couponsDue(
  { subscriptions }: Account,
  dueAt: Instant,
): (<T extends PeriodItem>(item: T) => T) | undefined {
  if (!subscriptions.some(hasCoupons)) return undefined;
  const redeemed = new Map<string, readonly RedeemedCoupon[]>();
  for (const { fact, coupons } of subscriptions)
    if (coupons !== undefined) redeemed.set(fact.id, coupons);
  return (item) => {
    const { state, terms, period } = item;
    // A bundle has its price as it is.
    if (item.kind === "recurring" && state.fact.bundled !== undefined) return item;
    const all = redeemed.get(state.fact.id) ?? [];
    const held = all.filter((one) => couponHolds(one, dueAt, period.from, terms.zone));
    if (held.length === 0) return item;
    const coupons = held.map(({ discount }) => discount);
    const discounts = purchaseWithCoupons(terms.discounts, coupons, terms.book);
    return { ...item, terms: { ...terms, discounts } };
  };
}

/** Whether a subscription was given any coupon. */
export const hasCoupons = ({ coupons }: SubscriptionState): boolean => coupons !== undefined;

/** Whether a coupon is taken off a period that begins at an instant and falls due at another. */
export function couponHolds(
  { from, duration, uses }: RedeemedCoupon,
  dueAt: Instant,
  periodFrom: Instant,
  zone: Zone,
): boolean {
  const start = expectOk(parseCivilDate(from));
  if (dueAt < startOfDay(zone, start)) return false;
  switch (duration.kind) {
    case "once":
      return uses === 0;
    case "forever":
      return true;
    case "repeating": {
      if (duration.unit === "invoices") return uses < duration.count;
      const cadence = { every: duration.count, unit: "month" } as const;
      const months: Schedule = { cadence, zone, start, alignment: "anniversary" };
      return periodFrom < periodAt(months, 0).to;
    }
  }
}

/** Whether a coupon will take nothing off any more, as far as that is told by its uses. */
export const isUsedUp = ({ duration, uses }: RedeemedCoupon): boolean =>
  (duration.kind === "once" && uses > 0) ||
  (duration.kind === "repeating" && duration.unit === "invoices" && uses >= duration.count);

/** The account with an invoice counted for each coupon that took something off a line of it. */
export function countCouponUses(account: Account, lines: readonly PricedLine[]): Account {
  if (!account.subscriptions.some(hasCoupons)) return account;
  const used = new Map<string, Set<string>>();
  for (const { line, joint } of lines) {
    if (joint === undefined || line.subscription === undefined) continue;
    for (const { code } of line.discounts) {
      if (code === undefined) continue;
      const codes = used.get(line.subscription) ?? new Set();
      used.set(line.subscription, codes.add(code));
    }
  }
  if (used.size === 0) return account;
  return {
    ...account,
    subscriptions: account.subscriptions.map((one) => counted(one, used.get(one.fact.id))),
  };
}

/** Of two redemptions of one code the older that was not used up took it off. */
function counted(
  subscription: SubscriptionState,
  codes: ReadonlySet<string> | undefined,
): SubscriptionState {
  const { coupons } = subscription;
  if (codes === undefined || coupons === undefined) return subscription;
  const seen = new Set<string>();
  return {
    ...subscription,
    coupons: coupons.map((one) => {
      if (!codes.has(one.code) || isUsedUp(one) || seen.has(one.code)) return one;
      seen.add(one.code);
      return { ...one, uses: one.uses + 1 };
    }),
  };
}
