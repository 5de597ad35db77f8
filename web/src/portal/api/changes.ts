import { queryOptions } from "@tanstack/react-query";
import type { Invoice } from "../../api/invoices.ts";
import type { Charge } from "../../api/plans.ts";
import type { DecimalText } from "../../format/decimal-text.ts";
import { read, write } from "./request.ts";

/** A feature that a plan grants: `true` for one that is on, else how much of it or its level. */
export interface PlanFeature {
  readonly id: string;
  readonly name: string;
  readonly value: true | string | null;
}

/** So much of a meter in each window; no end of it where there is no limit. */
export interface PlanQuota {
  readonly id: string;
  readonly meterName: string;
  readonly unit: string;
  readonly limit: DecimalText | null;
  readonly per: string | { readonly rolling: string };
}

/** Credits that come with a plan. */
export interface PlanCredit {
  readonly id: string;
  readonly name: string;
  readonly amount: string | null;
  readonly every: string | null;
}

/** The same thing in the plan that the customer has and in another one. */
export interface PlanDifference<Part> {
  readonly id: string;
  readonly now: Part | null;
  readonly after: Part | null;
}

/** What would be otherwise in another plan. */
export interface PlanDifferences {
  readonly charges: readonly PlanDifference<Charge>[];
  readonly features: readonly PlanDifference<PlanFeature>[];
  readonly quotas: readonly PlanDifference<PlanQuota>[];
  readonly credits: readonly PlanDifference<PlanCredit>[];
}

/** A plan that is offered. */
export interface OfferedPlan {
  readonly id: string;
  readonly name: string;
  /** The recurring price in words, by cadence. */
  readonly prices: Readonly<Record<string, string>>;
  readonly charges: readonly Charge[];
  readonly features: readonly PlanFeature[];
  readonly quotas: readonly PlanQuota[];
  readonly credits: readonly PlanCredit[];
  readonly current: boolean;
  /** Whether it can be gone to without asking the seller. */
  readonly open: boolean;
  /** Those of its cadences that can be chosen. */
  readonly cadences: readonly string[];
  readonly trialDays: number | null;
  readonly differences: PlanDifferences | null;
}

/** When a change begins. */
export type When = "now" | "period-end";

/** What a subscription is to be. */
export interface ChangeAsked {
  readonly subscription: string;
  readonly plan: string;
  readonly cadence?: string;
  readonly when: When;
}

/** Why somebody leaves. */
export const cancelReasons = [
  "too-expensive",
  "missing-features",
  "not-used",
  "switching",
  "other",
] as const;

/** That a subscription is to end. */
export interface CancellationAsked {
  readonly subscription: string;
  readonly when: When;
  readonly reason?: string;
}

/** The documents to the next one with what is asked for, and without it. */
export interface ChangePreview {
  readonly at: string;
  readonly currency: string | null;
  readonly with: readonly Invoice[];
  readonly without: readonly Invoice[];
  readonly totals: {
    readonly with: DecimalText;
    readonly without: DecimalText;
    readonly difference: DecimalText;
  };
}

/** Whether it is done, or waits until the seller approves of it. */
export interface Told {
  readonly state: "done" | "waiting";
  readonly id: string;
}

/** Reads what a subscription may be changed to. */
export const plansQuery = (subscription: string) =>
  queryOptions({
    queryKey: ["plans", subscription],
    queryFn: ({ signal }) =>
      read<{ readonly items: readonly OfferedPlan[] }>("plans", { subscription }, signal),
  });

/** Asks what a change would do to the next invoice. */
export const changePreviewQuery = (asked: ChangeAsked) =>
  queryOptions({
    queryKey: ["preview", "change", asked],
    queryFn: () => write<ChangePreview>("POST", "changes/preview", asked),
    gcTime: 0,
  });

/** Asks what the end of a subscription would do to the next invoice. */
export const cancellationPreviewQuery = ({ subscription, when }: CancellationAsked) =>
  queryOptions({
    queryKey: ["preview", "cancellation", subscription, when],
    queryFn: () => write<ChangePreview>("POST", "cancellations/preview", { subscription, when }),
    gcTime: 0,
  });

/** Changes the plan. Rejects with a `RequestFailure`. */
export const changePlan = (asked: ChangeAsked, once: string): Promise<Told> =>
  write("POST", "changes", asked, once);

/** Ends the subscription. Rejects with a `RequestFailure`. */
export const cancelPlan = (asked: CancellationAsked, once: string): Promise<Told> =>
  write("POST", "cancellations", asked, once);

/** Takes back what is to come. Rejects with a `RequestFailure`. */
export const undoChange = (subscription: string, change: string, once: string): Promise<Told> =>
  write("POST", "undoings", { subscription, change }, once);
