import { ok, type Result, refuse } from "../fault/fault.ts";
import type { Instant } from "../time/instant.ts";
import type { Account, SubscriptionState } from "./account.ts";
import { addonsFollow } from "./addons-follow.ts";
import { applied } from "./apply-change.ts";
import { changeBundle, inBundle, plansOfBundle } from "./bundles/change-bundle.ts";
import type { ChangeFact, CouponFact } from "./change-fact.ts";
import type { Told } from "./changing.ts";
import { withContractEnds } from "./contracts/contract-ends.ts";
import { alreadyBilled, newClash } from "./meter-clash.ts";
import { lastPhase } from "./phase.ts";
import type { PriceBooks } from "./price-book.ts";
import { redeemCoupon } from "./redeem-coupon.ts";
import { undo } from "./undo.ts";

/**
 * Applies a change to a subscription, and to the add-ons that follow it. Refuses, leaving the account as it was:
 * `unknown-subscription`, `change-exists`, `change-pending` where a later change is already recorded, `not-active`,
 * `not-paused`, `not-ended`, `not-trialing`, `already-effective`, `not-the-last-change` and `made-by-parent` for an undoing,
 * `in-bundle` for other terms of a part of a bundle, `period-closed` for a day whose period is billed for good, `end-before-start`, `meter-already-billed`, `addon-not-allowed`,
 * `parent-not-active`, what a coupon is refused for, and what the new terms themselves are refused for.
 */
export function change(
  account: Account,
  fact: ChangeFact,
  knownSince: Instant,
  books: PriceBooks,
): Result<Account> {
  const subscription = account.subscriptions.find(
    ({ fact: { id, customer } }) => id === fact.subscription && customer === fact.customer,
  );
  const plans = subscription === undefined ? plansOfBundle(account, fact) : [];
  if (plans.length > 0)
    return changeBundle(account, fact, plans, (held, own) => change(held, own, knownSince, books));
  if (subscription === undefined)
    return refuse({
      code: "unknown-subscription",
      path: "/subscription",
      message: "this customer has no subscription with this id",
      value: fact.subscription,
    });
  if (changeIds(subscription).includes(fact.id))
    return refuse({
      code: "change-exists",
      path: "/id",
      message: `"${fact.id}" is already a change of this subscription, and says something else`,
      value: fact.id,
      suggestion: "use a new id",
    });
  const told = { account, subscription, knownSince, books };
  if (fact.fact === "coupon") return redeemed({ ...told, fact });
  const changed = fact.fact === "undo" ? undo({ ...told, fact }) : applied({ ...told, fact });
  if (!changed.ok) return changed;
  const subscriptions = account.subscriptions.map((one) =>
    one === subscription ? changed.value : one,
  );
  const ended = withContractEnds({ ...account, subscriptions }, books);
  const followed = addonsFollow({ ...told, account: ended }, fact);
  if (!followed.ok) return followed;
  const clash = newClash(account, followed.value, books);
  if (clash !== undefined)
    return refuse(alreadyBilled(clash, "/subscription", fact.subscription, "change to"));
  const lastChange = { at: knownSince, kind: fact.fact, id: fact.id };
  return ok({ ...followed.value, lastChange });
}

const changeIds = ({ changes, coupons = [] }: SubscriptionState): readonly string[] => [
  ...changes.map(({ fact }) => fact.id),
  ...coupons.map(({ id }) => id),
];

function redeemed(told: Told<CouponFact>): Result<Account> {
  const { bundled } = lastPhase(told.subscription).fact;
  if (bundled !== undefined) return refuse(inBundle(bundled));
  const coupons = redeemCoupon(told);
  if (!coupons.ok) return coupons;
  const { account, subscription, fact, knownSince } = told;
  const subscriptions = account.subscriptions.map((one) =>
    one === subscription ? { ...one, coupons: coupons.value } : one,
  );
  const lastChange = { at: knownSince, kind: fact.fact, id: fact.id };
  return ok({ ...account, subscriptions, lastChange });
}
