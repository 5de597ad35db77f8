import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import type { ForecastRowHead, TargetResult } from "./plan.ts";
import { post, read } from "./request.ts";

/** A plan as it was at an instant. */
export interface PlanLock {
  readonly id: string;
  readonly name: string;
  readonly model: string;
  readonly scenario: string | null;
  readonly from: string;
  readonly to: string;
  readonly lockedAt: string;
}

/** A metric of a locked plan that can be held against the books. */
export interface PlanMetric {
  readonly id: string;
  readonly label: string;
  /** Null of those that open down to each charge of each purchase. */
  readonly section: string | null;
  readonly unit: ForecastRowHead["unit"];
}

/** What a variance is made of; the parts add up to it exactly. */
export const varianceParts = [
  "timing",
  "volume",
  "churn",
  "mix",
  "usage",
  "price",
  "discount",
  "fx",
  "rate",
  "spending",
  "other",
] as const;

/** One of them. */
export type VariancePart = (typeof varianceParts)[number];

/** The variance of a part of the business; rows below it add up to it, part by part. */
export interface VarianceRow {
  readonly kind: "business" | "stream" | "segment" | "purchase" | "charge" | "figure";
  /** Ids from the top; empty for the whole business. */
  readonly path: readonly string[];
  readonly name: string;
  readonly plan: DecimalText;
  readonly actual: DecimalText;
  readonly variance: DecimalText;
  readonly parts: Readonly<Record<VariancePart, DecimalText>>;
  readonly unplanned: boolean;
}

/** What is held against which locked plan, over which months. */
interface ActualHead {
  readonly lock: string;
  readonly model: string;
  readonly currency: string;
  readonly from: string;
  readonly to: string;
  /** Segments that customers are told and the plan does not have. */
  readonly unknownSegments: readonly {
    readonly segment: string;
    readonly customers: number;
    readonly meant?: string;
  }[];
}

/** The variance of a metric, from the whole business down. */
export interface VarianceReport extends ActualHead {
  readonly metric: string;
  readonly label: string;
  readonly unit: ForecastRowHead["unit"];
  /** Costs that it follows from and the books do not tell. */
  readonly assumed: readonly string[];
  readonly rows: readonly VarianceRow[];
}

/** A driver as it is assumed, beside what was measured. */
export interface MeasuredDriver {
  readonly id: string;
  /** Its name in the words of the model, outermost first. */
  readonly label: readonly string[];
  readonly unit: string;
  readonly assumed: number | null;
  readonly measured: number | null;
  readonly observations: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly within: boolean | null;
}

/** A target by what happened, and what is to be expected from there. */
export interface MeasuredTarget extends TargetResult {
  readonly basis?: "actual" | "estimate";
}

/** Reads locked plans, the oldest first. */
export const planLocksQuery = queryOptions({
  queryKey: ["plan", "locks"],
  queryFn: ({ signal }) =>
    read<{ readonly items: readonly PlanLock[] }>("/v1/plan/locks", {}, signal),
});

/** A plan to lock: its id for good, its name, and the scenario where it is not the plan itself. */
export interface LockRequest {
  readonly id: string;
  readonly name: string;
  readonly scenario?: string;
}

/** Locks the plan of the newest model as it is now. */
export const lockPlan = (request: LockRequest, key: string): Promise<PlanLock> =>
  post<PlanLock>("/v1/plan/locks", request, key);

/** Reads what of a locked plan can be held against the books. */
export const planMetricsQuery = (lock: string) =>
  queryOptions({
    queryKey: ["plan", "metrics", lock],
    queryFn: ({ signal }) =>
      read<{ readonly items: readonly PlanMetric[] }>(
        `/v1/plan/locks/${encodeURIComponent(lock)}/metrics`,
        {},
        signal,
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Reads what lies between a locked plan and the books, up to the last closed month. */
export const varianceQuery = (lock: string, metric: string) =>
  queryOptions({
    queryKey: ["plan", "variance", lock, metric],
    queryFn: ({ signal }) => read<VarianceReport>("/v1/plan/variance", { lock, metric }, signal),
    placeholderData: keepPreviousData,
  });

/** Reads a locked plan's drivers beside what was measured of them. */
export const measuredDriversQuery = (lock: string) =>
  queryOptions({
    queryKey: ["plan", "measured-drivers", lock],
    queryFn: ({ signal }) =>
      read<ActualHead & { readonly items: readonly MeasuredDriver[] }>(
        "/v1/plan/measured-drivers",
        { lock },
        signal,
      ),
  });

/** Reads how a locked plan does at its targets by what happened. */
export const measuredTargetsQuery = (lock: string) =>
  queryOptions({
    queryKey: ["plan", "measured-targets", lock],
    queryFn: ({ signal }) =>
      read<ActualHead & { readonly items: readonly MeasuredTarget[] }>(
        "/v1/plan/measured-targets",
        { lock },
        signal,
      ),
  });
