import type { Money } from "../money/money.ts";
import type { SubscriptionFact } from "./fact.ts";

/** What every change says: which subscription, and from which day on. */
interface Change {
  /** The caller's own name for the change; the same change told again is the same. */
  readonly id: string;
  readonly customer: string;
  readonly subscription: string;
  /** When it became known, RFC 3339; absent means at the beginning of the day `on`. */
  readonly recordedAt?: string;
  /** First local day on which it holds; `when` says it otherwise. */
  readonly on?: string;
  /** `now` (default): the day on which it becomes known. `period-end`: the day after what is paid for, or free. */
  readonly when?: "now" | "period-end";
}

/**
 * Other terms of a subscription; what it does not name stays, the model version among it. `trialDays` counts from the
 * subscription's start and may be told during the trial: 0 ends it on the day.
 */
export interface TermsChange
  extends Change,
    Partial<
      Pick<
        SubscriptionFact,
        | "plan"
        | "model"
        | "trialDays"
        | "cadence"
        | "quantity"
        | "quantities"
        | "alignment"
        | "termYears"
        | "agreed"
        | "discounts"
        | "agreedDiscounts"
        | "contractNumber"
        | "contract"
        | "eligibilities"
        | "end"
      >
    > {
  readonly fact: "change";
  /**
   * `prorated` (default): unused time of the old terms goes back and the new ones are paid from the day on. `none`: what
   * was paid stays paid, and the new recurring price begins with the next period.
   */
  readonly proration?: "prorated" | "none";
  /** Add-ons that end with the old terms: those that the new plan does not allow. */
  readonly endAddons?: readonly string[];
}

/** The end of a subscription. */
export interface Cancellation extends Change {
  readonly fact: "cancel";
  /** Whether unused time that was paid for goes back. Default `none`. */
  readonly credit?: "prorated" | "none";
  /** Charged for leaving early. */
  readonly fee?: Money;
}

/** No service and no charges until it is resumed. */
export interface Pause extends Change {
  readonly fact: "pause";
  /** Whether unused time that was paid for goes back. Default `prorated`. */
  readonly credit?: "prorated" | "none";
}

/** The end of a pause: the terms go on as they were. */
export interface Resumption extends Change {
  readonly fact: "resume";
}

/** A subscription that had ended begins again, on its last terms. */
export interface Reactivation extends Change {
  readonly fact: "reactivate";
}

/** A coupon redeemed for a subscription; the terms stay as they are. */
export interface CouponFact extends Omit<Change, "when"> {
  readonly fact: "coupon";
  readonly code: string;
}

/** Takes back a change that has not come into force. */
export interface Undoing extends Omit<Change, "on" | "when"> {
  readonly fact: "undo";
  /** The change's id. */
  readonly change: string;
}

/** What happens to a subscription after it was bought. */
export type ChangeFact =
  | TermsChange
  | Cancellation
  | Pause
  | Resumption
  | Reactivation
  | Undoing
  | CouponFact;
