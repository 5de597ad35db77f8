import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api, every } from "./request.ts";

/** A kind of change that may be made. */
export type ChangeKind = Subscription["changeable"][number];

/** A stretch of unchanged terms; days are civil dates, `to` is the first without service. */
export type SubscriptionPhase = Subscription["phases"][number];

/** A change that was made or is to come. */
export type SubscriptionChange = Subscription["changes"][number];

/** A coupon that was redeemed. */
export type RedeemedCoupon = Subscription["coupons"][number];

/** A subscription with everything that happened to it and that is to come. */
export type Subscription = Florin.SubscriptionDetail;

/** Reads one subscription. */
export const subscriptionQuery = (id: string) =>
  queryOptions({
    queryKey: ["subscription", id],
    queryFn: ({ signal }) => api.get("/v1/subscriptions/{id}", { path: { id }, signal }),
  });

/** A subscription as it is listed among those of all customers. */
export type ListedSubscription = Florin.Item<"/v1/subscriptions">;

/** Where a subscription stands today. */
export type Standing = ListedSubscription["standing"];

/** Every standing, in the order in which a subscription comes to them. */
export const standings = ["scheduled", "trialing", "active", "paused", "ended"] as const;

/** What narrows the list of subscriptions. */
export interface SubscriptionFilter {
  readonly q?: string | undefined;
  /** The plan that holds now, or the first one before the start. */
  readonly plan?: string | undefined;
  readonly standing?: Standing | undefined;
  /** Days on which service begins, both included, UTC. */
  readonly startedFrom?: string | undefined;
  readonly startedTo?: string | undefined;
}

/** Reads subscriptions page by page, those that begin last in front. */
export function subscriptionsQuery(filter: SubscriptionFilter = {}) {
  const { q, plan, standing, startedFrom, startedTo } = filter;
  const key = [q, plan, standing, startedFrom, startedTo].map((part) => part ?? "");
  return infiniteQueryOptions({
    queryKey: ["subscriptions", ...key],
    queryFn: ({ pageParam, signal }) =>
      api.get("/v1/subscriptions", { query: { ...filter, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Every subscription that matches, for a file. Rejects with a `RequestFailure`. */
export const allSubscriptions = (
  filter: SubscriptionFilter,
): Promise<readonly ListedSubscription[]> => every("/v1/subscriptions", filter);
