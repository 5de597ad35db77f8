import { useInfiniteQuery } from "@tanstack/react-query";
import { type SubscriptionFilter, subscriptionsQuery } from "../../api/subscriptions.ts";

/** The subscriptions that match a filter, page by page. */
export const useSubscriptions = (filter: SubscriptionFilter) =>
  useInfiniteQuery(subscriptionsQuery(filter));
