import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type PageOf, post, read, write } from "./request.ts";

/** Where events are sent. Instants are of real time, whatever the server's clock says. */
export interface WebhookEndpoint {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly events: readonly string[];
  readonly enabled: boolean;
  readonly disabledBecause: string | null;
  readonly failingSince: string | null;
  readonly previousSecretUntil: string | null;
  readonly createdAt: string;
}

/** An endpoint with its secret, which cannot be read again. */
export interface NewWebhookSecret extends WebhookEndpoint {
  readonly secret: string;
}

/** What a new endpoint is to be. */
export interface WebhookEndpointRequest {
  readonly url: string;
  readonly description: string;
  readonly events: readonly string[];
}

/** What became of a delivery. */
export type DeliveryState = "waiting" | "delivered" | "failed";

/** An event on its way to an endpoint. */
export interface WebhookDelivery {
  readonly id: string;
  readonly endpoint: string;
  readonly event: string;
  readonly type: string;
  readonly account: string | null;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly replayed: boolean;
  readonly createdAt: string;
  readonly nextAt: string | null;
  readonly finishedAt: string | null;
}

/** One try to send. */
export interface DeliveryAttempt {
  readonly number: number;
  readonly at: string;
  readonly durationMs: number;
  readonly status: number | null;
  readonly outcome: string;
  readonly detail: string;
}

/** A delivery with the bytes that are sent and every attempt. */
export interface WebhookDeliveryDetail extends WebhookDelivery {
  readonly message: string;
  readonly tried: readonly DeliveryAttempt[];
}

/** What narrows the list of deliveries. */
export interface DeliveryFilter {
  readonly endpoint?: string | undefined;
  readonly state?: DeliveryState | undefined;
}

const endpoints = "/v1/webhook-endpoints";
const deliveries = "/v1/webhook-deliveries";

/** Reads where events are sent, oldest first. */
export const webhookEndpointsQuery = queryOptions({
  queryKey: ["webhook-endpoints"],
  queryFn: ({ signal }) =>
    read<{ readonly items: readonly WebhookEndpoint[] }>(endpoints, {}, signal),
});

/** Reads deliveries page by page, newest first. */
export const webhookDeliveriesQuery = ({ endpoint, state }: DeliveryFilter) =>
  infiniteQueryOptions({
    queryKey: ["webhook-deliveries", endpoint ?? "", state ?? ""],
    queryFn: ({ pageParam, signal }) =>
      read<PageOf<WebhookDelivery>>(
        deliveries,
        { endpoint, state, limit: 50, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

/** Reads a delivery with its attempts. */
export const webhookDeliveryQuery = (id: string) =>
  queryOptions({
    queryKey: ["webhook-delivery", id],
    queryFn: ({ signal }) =>
      read<WebhookDeliveryDetail>(`${deliveries}/${encodeURIComponent(id)}`, {}, signal),
  });

/** Has events sent to an address. Rejects with a `RequestFailure`. */
export const addWebhookEndpoint = (request: WebhookEndpointRequest, key: string) =>
  post<NewWebhookSecret>(endpoints, request, key);

/** Says anew where events are sent and which. Rejects with a `RequestFailure`. */
export const changeWebhookEndpoint = (id: string, request: WebhookEndpointRequest, key: string) =>
  post<WebhookEndpoint>(`${endpoints}/${encodeURIComponent(id)}`, request, key, "PUT");

/** Sends nothing to an address any more, and forgets it. Rejects with a `RequestFailure`. */
export const deleteWebhookEndpoint = (id: string, key: string) =>
  write(`${endpoints}/${encodeURIComponent(id)}`, "DELETE", key);

/** Which events are sent again. */
export interface ReplayRequest {
  readonly from: string;
  readonly to?: string;
  readonly only: "missed" | "all";
  readonly events: readonly string[];
}

/** Sends again what happened in a time; answers how many. Rejects with a `RequestFailure`. */
export const replayRange = (id: string, request: ReplayRequest, key: string) =>
  post<{ readonly deliveries: number }>(
    `${endpoints}/${encodeURIComponent(id)}/replay`,
    request,
    key,
  );

/** What is done with an endpoint. */
export type EndpointAct = "test" | "rotate" | "enable" | "disable";

/** Does something with an endpoint; what a rotation answers has the new secret. Rejects with a `RequestFailure`. */
export const actOnEndpoint = (id: string, act: EndpointAct, key: string) =>
  post<Partial<NewWebhookSecret>>(`${endpoints}/${encodeURIComponent(id)}/${act}`, {}, key);

/** Sends a delivery's event again. Rejects with a `RequestFailure`. */
export const replayDelivery = (id: string, key: string) =>
  post<WebhookDelivery>(`${deliveries}/${encodeURIComponent(id)}/replay`, {}, key);
