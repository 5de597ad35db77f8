import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api, apiWith } from "./request.ts";

/** Where events are sent. Instants are of real time, whatever the server's clock says. */
export type WebhookEndpoint = Florin.WebhookEndpoint;

/** An endpoint with its secret, which cannot be read again. */
export type NewWebhookSecret = Florin.NewWebhookSecret;

/** What a new endpoint is to be. */
export type WebhookEndpointRequest = Florin.WebhookEndpointRequest;

/** What became of a delivery. */
export type DeliveryState = WebhookDelivery["state"];

/** An event on its way to an endpoint. */
export type WebhookDelivery = Florin.WebhookDelivery;

/** One try to send. */
export type DeliveryAttempt = WebhookDeliveryDetail["tried"][number];

/** A delivery with the bytes that are sent and every attempt. */
export type WebhookDeliveryDetail = Florin.WebhookDeliveryDetail;

/** What narrows the list of deliveries. */
export interface DeliveryFilter {
  readonly endpoint?: string | undefined;
  readonly state?: DeliveryState | undefined;
}

/** Reads where events are sent, oldest first. */
export const webhookEndpointsQuery = queryOptions({
  queryKey: ["webhook-endpoints"],
  queryFn: ({ signal }) => api.get("/v1/webhook-endpoints", { signal }),
});

/** Reads deliveries page by page, newest first. */
export const webhookDeliveriesQuery = ({ endpoint, state }: DeliveryFilter) =>
  infiniteQueryOptions({
    queryKey: ["webhook-deliveries", endpoint ?? "", state ?? ""],
    queryFn: ({ pageParam, signal }) =>
      api.get("/v1/webhook-deliveries", {
        query: { endpoint, state, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

/** Reads a delivery with its attempts. */
export const webhookDeliveryQuery = (id: string) =>
  queryOptions({
    queryKey: ["webhook-delivery", id],
    queryFn: ({ signal }) => api.get("/v1/webhook-deliveries/{id}", { path: { id }, signal }),
  });

/** Has events sent to an address. Rejects with a `RequestFailure`. */
export const addWebhookEndpoint = (request: WebhookEndpointRequest, key: string) =>
  apiWith(key).post("/v1/webhook-endpoints", { body: request });

/** Says anew where events are sent and which. Rejects with a `RequestFailure`. */
export const changeWebhookEndpoint = (id: string, request: WebhookEndpointRequest, key: string) =>
  apiWith(key).put("/v1/webhook-endpoints/{id}", { path: { id }, body: request });

/** Sends nothing to an address any more, and forgets it. Rejects with a `RequestFailure`. */
export const deleteWebhookEndpoint = (id: string, key: string) =>
  apiWith(key).delete("/v1/webhook-endpoints/{id}", { path: { id } });

/** Which events are sent again. */
export interface ReplayRequest {
  readonly from: string;
  readonly to?: string;
  readonly only: "missed" | "all";
  readonly events: readonly string[];
}

/** Sends again what happened in a time; answers how many. Rejects with a `RequestFailure`. */
export const replayRange = (id: string, request: ReplayRequest, key: string) =>
  apiWith(key).post("/v1/webhook-endpoints/{id}/replay", { path: { id }, body: request });

/** What is done with an endpoint. */
export type EndpointAct = "test" | "rotate" | "enable" | "disable";

/** Does something with an endpoint; what a rotation answers has the new secret. Rejects with a `RequestFailure`. */
export const actOnEndpoint = (id: string, act: EndpointAct, key: string) =>
  apiWith(key).post(`/v1/webhook-endpoints/{id}/${act}`, { path: { id } });

/** Sends a delivery's event again. Rejects with a `RequestFailure`. */
export const replayDelivery = (id: string, key: string) =>
  apiWith(key).post("/v1/webhook-deliveries/{id}/replay", { path: { id } });
