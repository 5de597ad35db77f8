import { queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api } from "./request.ts";

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
