import type { Id, Noted, Vocabulary } from "./vocabulary.ts";

/**
 * How long a redeemed coupon is taken off: one invoice; so many invoices, or the periods that begin within so many months
 * from the day of redemption; or as long as the subscription lasts. Invoices count where it took something off.
 */
export type CouponDuration =
  | { readonly kind: "once" }
  | {
      readonly kind: "repeating";
      readonly count: number;
      readonly unit: "invoices" | "months";
    }
  | { readonly kind: "forever" };

/** A discount that whoever has the code may have for a while. */
export interface Coupon<V extends Vocabulary = Vocabulary> extends Noted {
  readonly name: string;
  /** What the customer gives: 3 to 40 letters, digits and hyphens; the case does not matter. */
  readonly code: string;
  /** How much it takes off, and its place in the stacking order. */
  readonly discount: V["discount"];
  readonly duration: CouponDuration;
  /** First and last local day on which it may be redeemed. Default: any. */
  readonly validFrom?: string;
  readonly validUntil?: string;
  /** Most redemptions by one customer. Default 1. */
  readonly perCustomer?: number;
  /** Plans it may be redeemed for. Default: all, and add-ons. */
  readonly plans?: readonly V["plan"][];
}

/** The coupon that a code stands for, and its id. */
export function couponOf<V extends Vocabulary>(
  coupons: Readonly<Record<Id, Coupon<V>>> | undefined,
  code: string,
): readonly [id: Id, coupon: Coupon<V>] | undefined {
  const wanted = code.toUpperCase();
  return Object.entries(coupons ?? {}).find(([, one]) => one.code.toUpperCase() === wanted);
}
