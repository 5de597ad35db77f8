import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api, apiWith } from "./request.ts";

/** A plan as it was at an instant. */
export type PlanLock = Florin.PlanLock;

/** A metric of a locked plan that can be held against the books. */
export type PlanMetric = Florin.PlanMetrics["items"][number];

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
export type VarianceRow = VarianceReport["rows"][number];

/** The variance of a metric, from the whole business down. */
export type VarianceReport = Florin.PlanVariance;

/** A driver as it is assumed, beside what was measured. */
export type MeasuredDriver = Florin.MeasuredDrivers["items"][number];

/** A target by what happened, and what is to be expected from there. */
export type MeasuredTarget = Florin.MeasuredTargets["items"][number];

/** Reads locked plans, the oldest first. */
export const planLocksQuery = queryOptions({
  queryKey: ["plan", "locks"],
  queryFn: ({ signal }) => api.get("/v1/plan/locks", { signal }),
});

/** A plan to lock: its id for good, its name, and the scenario where it is not the plan itself. */
export type LockRequest = Florin.PlanLockRequest;

/** Locks the plan of the newest model as it is now. */
export const lockPlan = (request: LockRequest, key: string) =>
  apiWith(key).post("/v1/plan/locks", { body: request });

/** Reads what of a locked plan can be held against the books. */
export const planMetricsQuery = (lock: string) =>
  queryOptions({
    queryKey: ["plan", "metrics", lock],
    queryFn: ({ signal }) => api.get("/v1/plan/locks/{id}/metrics", { path: { id: lock }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Reads what lies between a locked plan and the books, up to the last closed month. */
export const varianceQuery = (lock: string, metric: string) =>
  queryOptions({
    queryKey: ["plan", "variance", lock, metric],
    queryFn: ({ signal }) => api.get("/v1/plan/variance", { query: { lock, metric }, signal }),
    placeholderData: keepPreviousData,
  });

/** Reads a locked plan's drivers beside what was measured of them. */
export const measuredDriversQuery = (lock: string) =>
  queryOptions({
    queryKey: ["plan", "measured-drivers", lock],
    queryFn: ({ signal }) => api.get("/v1/plan/measured-drivers", { query: { lock }, signal }),
  });

/** Reads how a locked plan does at its targets by what happened. */
export const measuredTargetsQuery = (lock: string) =>
  queryOptions({
    queryKey: ["plan", "measured-targets", lock],
    queryFn: ({ signal }) => api.get("/v1/plan/measured-targets", { query: { lock }, signal }),
  });
