import { queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import type { SubscriptionSummary } from "./customers.ts";
import { read } from "./request.ts";

/** A kind of change that may be made. */
export type ChangeKind =
  | "change"
  | "cancel"
  | "pause"
  | "resume"
  | "reactivate"
  | "undo"
  | "coupon";

/** A stretch of unchanged terms; days are civil dates, `to` is the first without service. */
export interface SubscriptionPhase {
  readonly phase: number;
  readonly plan: string;
  readonly planName: string;
  readonly cadence: string | null;
  readonly quantity: DecimalText;
  readonly current: boolean;
  readonly from: string;
  readonly to: string | null;
  readonly trialUntil: string | null;
  readonly sequel: "change" | "pause" | "end" | null;
  readonly model: string;
}

/** A change that was made or is to come. */
export interface SubscriptionChange {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly day: string;
  readonly recordedAt: string;
  readonly state: "to-come" | "in-force" | "undone";
  readonly by: "told" | "ramp" | "parent";
  readonly undoable: boolean;
  readonly terms: {
    readonly planName: string | null;
    readonly cadence: string | null;
    readonly quantity: DecimalText | null;
    readonly model: string | null;
  };
  readonly fee: string | null;
}

/** A coupon that was redeemed. */
export interface RedeemedCoupon {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly from: string;
  readonly uses: number;
  readonly usedUp: boolean;
}

/** A subscription with everything that happened to it and that is to come. */
export interface Subscription {
  readonly id: string;
  readonly customer: string;
  readonly customerName: string;
  readonly standing: SubscriptionSummary["standing"];
  readonly of: string | null;
  readonly addons: readonly SubscriptionSummary[];
  readonly trialUntil: string | null;
  readonly paidUntil: string | null;
  readonly alignment: "anniversary" | "calendar";
  readonly termYears: number | null;
  readonly contractNumber: string | null;
  readonly agreed: Readonly<Record<string, string>>;
  readonly invoiced: {
    readonly currency: string | null;
    readonly total: DecimalText;
    readonly kinds: readonly { readonly kind: string; readonly amount: DecimalText }[];
  };
  readonly changeable: readonly ChangeKind[];
  readonly phases: readonly SubscriptionPhase[];
  readonly changes: readonly SubscriptionChange[];
  readonly coupons: readonly RedeemedCoupon[];
}

/** Reads one subscription. */
export const subscriptionQuery = (id: string) =>
  queryOptions({
    queryKey: ["subscription", id],
    queryFn: ({ signal }) =>
      read<Subscription>(`/v1/subscriptions/${encodeURIComponent(id)}`, {}, signal),
  });
