import type { ChangeFact } from "../account/change-fact.ts";
import type { ModificationRule } from "../account/modification-rule.ts";
import type { Standing } from "../account/standing.ts";
import type { Sequel } from "../account/timeline.ts";
import type { CurrencyCode } from "../money/currency.ts";

/** A subscription as a list shows it: the terms that hold now, or the first ones before its start. */
export interface SubscriptionSummary {
  readonly id: string;
  readonly plan: string;
  readonly planName: string;
  readonly cadence: string | null;
  readonly quantity: string;
  /** Local days of the account's zone: the first of service, and the first without where an end is known; a pause is none. */
  readonly start: string;
  readonly end: string | null;
  readonly standing: Standing;
  /** The first local day of the pause that it is in, or that is known to come; null where there is none. */
  readonly pausedOn: string | null;
  /** The first local day of service after that pause; null where nobody has said it. */
  readonly resumesOn: string | null;
  /** The first local day of the next period that is billed for; null where none is known to come. */
  readonly renewsOn: string | null;
  /** The subscription that an add-on goes with; null for a plan. */
  readonly of: string | null;
  /** The first local day that is paid for, where free days come before it and are not over; null where none are. */
  readonly trialUntil: string | null;
  /** The first local day of the next terms that are known to come; null where none are. */
  readonly changesOn: string | null;
}

/** A change of a subscription, as it was told. */
export interface SubscriptionChange {
  readonly id: string;
  readonly kind: Exclude<ChangeFact["fact"], "coupon">;
  /** First local day on which it holds. */
  readonly day: string;
  readonly recordedAt: string;
  readonly state: "to-come" | "in-force" | "undone";
  /** Who made it: somebody who told it, a ramp that was bought, or the subscription that an add-on goes with. */
  readonly by: "told" | "ramp" | "parent" | "contract";
  /** Whether it can be taken back today. */
  readonly undoable: boolean;
  /** The terms that it names; what it leaves as it was is null. */
  readonly terms: {
    readonly plan: string | null;
    readonly planName: string | null;
    readonly cadence: string | null;
    readonly quantity: string | null;
    readonly model: string | null;
  };
  /** How a change of terms is accounted for; null for any other, and for one that was undone. */
  readonly accountedAs: ModificationRule | null;
  /** What leaving early costs, and whether it is billed; null where nothing is owed. */
  readonly fee: string | null;
  readonly feeBilled: boolean | null;
}

/** A subscription with everything that happened to it and that is to come. */
export interface SubscriptionDetail {
  readonly id: string;
  readonly customer: string;
  readonly customerName: string;
  readonly standing: Standing;
  /** The subscription that an add-on goes with; null for a plan. */
  readonly of: string | null;
  /** The add-ons that go with it, by start and id. */
  readonly addons: readonly SubscriptionSummary[];
  /** The first local day that is paid for, where free days come before it; null where there are none. */
  readonly trialUntil: string | null;
  /** Up to when it is paid for in advance; null where nothing is. */
  readonly paidUntil: string | null;
  readonly alignment: "anniversary" | "calendar";
  /** For how many years it was bought, where that was agreed. */
  readonly termYears: number | null;
  readonly contractNumber: string | null;
  /** What was agreed where the model leaves it open: `base` for the recurring price, else by charge. */
  readonly agreed: Readonly<Record<string, string>>;
  /** What final invoices charged for it, before tax. */
  readonly invoiced: {
    readonly currency: CurrencyCode | null;
    readonly total: string;
    /** By kind of line, the largest first. */
    readonly kinds: readonly { readonly kind: string; readonly amount: string }[];
  };
  /** The kinds of changes that may be made today. */
  readonly changeable: readonly ChangeFact["fact"][];
  /** Stretches of unchanged terms in the order of time; local days of the account's zone. */
  readonly phases: readonly {
    readonly phase: number;
    readonly plan: string;
    readonly planName: string;
    readonly cadence: string | null;
    readonly quantity: string;
    /** Whether it has begun and is not over today. */
    readonly current: boolean;
    readonly from: string;
    readonly to: string | null;
    /** The first local day that is paid for, where free days come before it. */
    readonly trialUntil: string | null;
    /** What comes after it; null while it is open. */
    readonly sequel: Sequel | null;
    /** `id@version` of the model whose prices hold. */
    readonly model: string;
  }[];
  /** In the order in which they were made. */
  readonly changes: readonly SubscriptionChange[];
  /** Coupons redeemed for it, oldest first. */
  readonly coupons: readonly {
    /** The id of the fact that redeemed it. */
    readonly id: string;
    /** Its id in the model. */
    readonly coupon: string;
    readonly code: string;
    readonly name: string;
    /** First local day on which it is taken off. */
    readonly from: string;
    readonly redeemedAt: string;
    /** Invoices that it took something off. */
    readonly uses: number;
    /** Whether its invoices are over; one for months or for ever is not used up. */
    readonly usedUp: boolean;
  }[];
}
