import { queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api, apiWith } from "./request.ts";

/** An environment: customers, books, keys and events of its own. */
export type Environment = Florin.Environments["items"][number];

/** An environment that was just made, with a key that cannot be read again. */
export type NewEnvironment = Florin.NewEnvironment;

/** What a new environment is to be. */
export type EnvironmentRequest = Florin.EnvironmentRequest;

/** How far a clock is moved: one of them. */
export type ClockMove =
  | { readonly hours: number }
  | { readonly days: number }
  | { readonly years: number };

/** Reads the environments of the organisation, oldest first. */
export const environmentsQuery = queryOptions({
  queryKey: ["environments"],
  queryFn: ({ signal }) => api.get("/v1/environments", { signal }),
});

/** Makes an environment. Rejects with a `RequestFailure`. */
export const addEnvironment = (request: EnvironmentRequest, key: string) =>
  apiWith(key).post("/v1/environments", { body: request });

/** Moves a sandbox's clock, and answers where it stands and how many invoices that issued. Rejects with a `RequestFailure`. */
export const moveClock = (id: string, move: ClockMove, key: string) =>
  apiWith(key).post("/v1/environments/{id}/clock", { path: { id }, body: move });
