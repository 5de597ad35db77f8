import { queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api } from "./request.ts";

/** How an API is now; `unknown` where nobody measures it. */
export type ApiHealth = Api["health"];

/** What a call counts under a meter, on the routes named; null for calls that no route has. */
export type ApiMeter = Api["meters"][number];

/** A plan whose customers may call, but for the routes that it is without, and what it charges for it. */
export type ApiPlan = Api["plans"][number];

/** An API of the model. Uptimes are shares of the time that was measured, null where none was. */
export type Api = Florin.ApiList["items"][number];

/** A stretch of time; `uptime` is null where nothing of it was measured. */
export type UptimeSlot = ApiHistory["days"][number];

/** A time that the API was down; `to` is null while it is. */
export type Incident = ApiHistory["incidents"][number];

/** Calls of an hour; the milliseconds within which half, and 95 of a hundred, were answered. */
export type CallsHour = ApiHistory["calls"][number];

/** An API and how it has been: 48 hours, and 90 days of UTC. */
export type ApiHistory = Florin.ApiDetail;

/** How often what is measured is read anew, in milliseconds: as often as gateways tell it. */
const refetchMs = 60_000;

/** Reads the APIs of the model. */
export const apisQuery = queryOptions({
  queryKey: ["apis"],
  queryFn: ({ signal }) => api.get("/v1/apis", { signal }),
  refetchInterval: refetchMs,
});

/** Reads an API and how it has been. */
export const apiQuery = (id: string) =>
  queryOptions({
    queryKey: ["apis", id],
    queryFn: ({ signal }) => api.get("/v1/apis/{id}", { path: { id }, signal }),
    refetchInterval: refetchMs,
  });
