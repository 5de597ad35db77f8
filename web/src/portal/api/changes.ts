import { queryOptions } from "@tanstack/react-query";
import type {
  PlanDifferences,
  PortalCancellation,
  PortalChange,
  PortalPreview,
} from "./generated-types.ts";
import { type Answer, ask } from "./request.ts";

export type {
  OfferedPlan,
  PlanCredit,
  PlanDifferences,
  PlanFeature,
  PlanQuota,
} from "./generated-types.ts";

/** The same thing in the plan that the customer has and in another one. */
export type PlanDifference<Part> = Omit<PlanDifferences["charges"][number], "now" | "after"> & {
  readonly now: Part | null;
  readonly after: Part | null;
};

/** When a change begins. */
export type When = NonNullable<PortalChange["when"]>;

/** What a subscription is to be. */
export type ChangeAsked = PortalChange;

/** Why somebody leaves. */
export const cancelReasons = [
  "too-expensive",
  "missing-features",
  "not-used",
  "switching",
  "other",
] as const;

/** That a subscription is to end. */
export type CancellationAsked = PortalCancellation;

/** The documents to the next one with what is asked for, and without it. */
export type ChangePreview = PortalPreview;

/** Whether it is done, or waits until the seller approves of it. */
export type Told = Answer<"POST", "/portal/v1/changes">;

/** Reads what a subscription may be changed to. */
export const plansQuery = (subscription: string) =>
  queryOptions({
    queryKey: ["plans", subscription],
    queryFn: ({ signal }) => ask("GET", "/portal/v1/plans", { query: { subscription }, signal }),
  });

/** Asks what a change would do to the next invoice. */
export const changePreviewQuery = (body: ChangeAsked) =>
  queryOptions({
    queryKey: ["preview", "change", body],
    queryFn: () => ask("POST", "/portal/v1/changes/preview", { body }),
    gcTime: 0,
  });

/** Asks what the end of a subscription would do to the next invoice. */
export const cancellationPreviewQuery = ({ reason: _, ...body }: CancellationAsked) =>
  queryOptions({
    queryKey: ["preview", "cancellation", body],
    queryFn: () => ask("POST", "/portal/v1/cancellations/preview", { body }),
    gcTime: 0,
  });

/** Changes the plan. Rejects with a `RequestFailure`. */
export const changePlan = (body: ChangeAsked, once: string): Promise<Told> =>
  ask("POST", "/portal/v1/changes", { body, idempotencyKey: once });

/** Ends the subscription. Rejects with a `RequestFailure`. */
export const cancelPlan = (body: CancellationAsked, once: string): Promise<Told> =>
  ask("POST", "/portal/v1/cancellations", { body, idempotencyKey: once });

/** Takes back what is to come. Rejects with a `RequestFailure`. */
export const undoChange = (subscription: string, change: string, once: string): Promise<Told> =>
  ask("POST", "/portal/v1/undoings", { body: { subscription, change }, idempotencyKey: once });
