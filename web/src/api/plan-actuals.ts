import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import type { TargetResult } from "./plan.ts";
import { read } from "./request.ts";

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

/** What a variance is of. */
export const varianceMetrics = ["revenue", "billings", "mrr", "customers"] as const;

/** One of them. */
export type VarianceMetric = (typeof varianceMetrics)[number];

/** What a variance is made of; the parts add up to it exactly. */
export const varianceParts = [
  "volume",
  "churn",
  "mix",
  "usage",
  "price",
  "discount",
  "timing",
  "fx",
  "other",
] as const;

/** One of them. */
export type VariancePart = (typeof varianceParts)[number];

/** The variance of a part of the business; rows below it add up to it, part by part. */
export interface VarianceRow {
  readonly kind: "business" | "stream" | "segment" | "purchase" | "charge";
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
}

/** The variance of a metric, from the whole business down. */
export interface VarianceReport extends ActualHead {
  readonly metric: VarianceMetric;
  readonly rows: readonly VarianceRow[];
}

/** A driver as it is assumed, beside what was measured. */
export interface MeasuredDriver {
  readonly id: string;
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

/** Reads what lies between a locked plan and the books, up to the last closed month. */
export const varianceQuery = (lock: string, metric: VarianceMetric) =>
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
