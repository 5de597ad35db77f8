import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import {
  type DeliveryFilter,
  webhookDeliveriesQuery,
  webhookEndpointsQuery,
} from "../../api/webhooks.ts";

/** Where events are sent. */
export const useEndpoints = () => useQuery(webhookEndpointsQuery);

/** What was sent and what waits, page by page. */
export const useDeliveries = (filter: DeliveryFilter) =>
  useInfiniteQuery(webhookDeliveriesQuery(filter));
