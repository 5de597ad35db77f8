import type { CurrencyCode } from "../money/currency.ts";
import type { Decimal } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";

/** Why a stretch began: what changed at its first instant. */
export type StartCause =
  | "new"
  | "plan-change"
  | "quantity"
  | "price"
  | "add-on"
  | "discount"
  | "trial-end"
  | "resume"
  | "renewal"
  | "reactivation"
  | "usage";

/** Why a stretch ended without another one on its subscription taking its place. */
export type EndCause = "cancel" | "unpaid" | "expiry" | "pause";

/**
 * A stretch of a subscription on unchanged terms, from `from` on and before `to`; `to` is null while it lasts.
 *
 * What a subscription consists of (plan, add-ons, several streams) may be several stretches side by side: they add
 * up. A pause is a gap. The same shape tells a forecast's subscriptions and those of real accounts.
 */
export interface RecurringStretch {
  readonly customer: string;
  readonly subscription: string;
  readonly plan: string;
  readonly stream: string;
  readonly segment?: string;
  readonly from: Instant;
  readonly to: Instant | null;
  /** The recurring value of a month at list prices, before discounts and tax; see `monthlyValue`. Not negative. */
  readonly amount: Decimal;
  /** The same after the discounts that never end. */
  readonly net: Decimal;
  /** The same after the discounts that last longer than one invoice; `netAll` where it is left out. */
  readonly netRecurring?: Decimal;
  /** The same after every discount in force. */
  readonly netAll: Decimal;
  readonly currency: CurrencyCode;
  /** False in a trial. A plan that is free for good is paid for with 0. */
  readonly paying: boolean;
  readonly cause?: StartCause;
  readonly endCause?: EndCause;
}
