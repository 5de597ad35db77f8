import { type Fault, ok, pathTo, type Result, refuse } from "../fault/fault.ts";
import { type Coupon, couponOf } from "../model/coupon.ts";
import type { Model } from "../model/model.ts";
import { choiceOf } from "../model/shape.ts";
import { formatCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { civilDateAt, type Zone } from "../time/zone.ts";
import type { Account, RedeemedCoupon } from "./account.ts";
import type { CouponFact } from "./change-fact.ts";
import { localDay, type Told } from "./changing.ts";
import type { SubscriptionFact } from "./fact.ts";
import { lastPhase } from "./phase.ts";
import type { PriceBook } from "./price-book.ts";
import { changeableStanding, standingOn } from "./standing.ts";

/** Who redeems which code, for what, on which day. */
interface Redemption {
  readonly id: string;
  readonly code: string;
  readonly path: string;
  readonly plan: string | undefined;
  readonly knownSince: Instant;
  /** The local day on which it is told. */
  readonly today: string;
  /** The first local day on which it is taken off. */
  readonly from: string;
  /** The coupons of this customer so far. */
  readonly before: readonly RedeemedCoupon[];
}

/** The coupons that a subscription is bought with; nothing where it names none. */
export function redeemWith(bought: {
  readonly account: Account;
  readonly fact: SubscriptionFact;
  readonly knownSince: Instant;
  readonly book: PriceBook;
  readonly zone: Zone;
}): Result<{ readonly coupons?: readonly RedeemedCoupon[] }> {
  const { account, fact, knownSince, book, zone } = bought;
  const { coupons: codes = [], id, plan, start } = fact;
  if (codes.length === 0) return ok({});
  const today = formatCivilDate(civilDateAt(zone, knownSince));
  const redeemed: RedeemedCoupon[] = [];
  for (const [place, code] of codes.entries()) {
    const path = pathTo("/coupons", place);
    const before = [...couponsOf(account), ...redeemed];
    const one = redeem(
      { id, code, path, plan, knownSince, today, from: start, before },
      book.model,
    );
    if (!one.ok) return one;
    redeemed.push(one.value);
  }
  return ok({ coupons: redeemed });
}

/**
 * The coupons of a subscription with one more. Refuses `unknown-coupon`, `coupon-not-valid` outside of its days,
 * `coupon-used-up` where the customer has redeemed it as often as may be, `coupon-not-for-plan`, and `not-active` for a
 * subscription that is over.
 */
export function redeemCoupon(told: Told<CouponFact>): Result<readonly RedeemedCoupon[]> {
  const { account, subscription, fact, knownSince, books } = told;
  const today = localDay(told, knownSince);
  const from = fact.on ?? today;
  const standing = standingOn(subscription, from);
  const need = changeableStanding.coupon;
  if (!need.standings.includes(standing))
    return refuse({
      code: need.code,
      path: "/subscription",
      message: `the subscription is ${standing} on ${from}`,
      value: fact.subscription,
      suggestion: need.suggestion,
    });
  const phase = lastPhase(subscription);
  const { id, code } = fact;
  const { plan } = phase.fact;
  const before = couponsOf(account);
  const one = redeem(
    { id, code, path: "/code", plan, knownSince, today, from, before },
    books.find(phase.model).model,
  );
  return one.ok ? ok([...(subscription.coupons ?? []), one.value]) : one;
}

const couponsOf = ({ subscriptions }: Account): readonly RedeemedCoupon[] =>
  subscriptions.flatMap(({ coupons = [] }) => coupons);

function redeem(redemption: Redemption, model: Model): Result<RedeemedCoupon> {
  const { code, path, id, knownSince, from } = redemption;
  const found = couponOf(model.coupons, code);
  if (found === undefined)
    return refuse({
      code: "unknown-coupon",
      path,
      message: "there is no coupon with this code",
      value: code,
    });
  const [coupon, stated] = found;
  const fault = couponFault(redemption, coupon, stated);
  if (fault !== undefined) return refuse({ ...fault, path, value: code });
  const discount = model.discounts?.[stated.discount];
  if (discount === undefined)
    throw new Error(`broken invariant: coupon ${coupon} has a discount of the model`);
  return ok({
    id,
    coupon,
    code: stated.code,
    knownSince,
    from,
    discount: { id: stated.discount, name: stated.name, code: stated.code, discount },
    duration: stated.duration,
    uses: 0,
    taken: [],
  });
}

function couponFault(
  { plan, today, before }: Redemption,
  id: string,
  { name, validFrom, validUntil, perCustomer = 1, plans }: Coupon,
): Pick<Fault, "code" | "message" | "suggestion"> | undefined {
  if (
    (validFrom !== undefined && today < validFrom) ||
    (validUntil !== undefined && today > validUntil)
  )
    return {
      code: "coupon-not-valid",
      message: `"${name}" cannot be redeemed on ${today}`,
      suggestion: [
        ...(validFrom === undefined ? [] : [`from ${validFrom}`]),
        ...(validUntil === undefined ? [] : [`until ${validUntil}`]),
      ].join(" "),
    };
  if (plans !== undefined && (plan === undefined || !plans.includes(plan)))
    return {
      code: "coupon-not-for-plan",
      message: `"${name}" is not for this plan`,
      suggestion: `it is for ${choiceOf(plans)}`,
    };
  if (before.filter(({ coupon }) => coupon === id).length < perCustomer) return undefined;
  return {
    code: "coupon-used-up",
    message: `"${name}" may be redeemed by a customer ${perCustomer === 1 ? "once" : `${perCustomer} times`}`,
    suggestion: "leave it out",
  };
}
