import { queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api, apiWith } from "./request.ts";

/** A key that opens this server. */
export type ApiKey = Florin.ApiKey;

/** A key with its text, which cannot be read again. */
export type NewApiKey = Florin.NewApiKey;

/** What a new key is to be. */
export type ApiKeyRequest = Florin.ApiKeyRequest;

/** Reads the keys of the environment, oldest first. */
export const apiKeysQuery = queryOptions({
  queryKey: ["api-keys"],
  queryFn: ({ signal }) => api.get("/v1/api-keys", { signal }),
});

/** Makes a key. Rejects with a `RequestFailure`. */
export const addApiKey = (request: ApiKeyRequest, key: string) =>
  apiWith(key).post("/v1/api-keys", { body: request });

/** Makes a key of the same name and scopes; the old one works on for some hours. Rejects with a `RequestFailure`. */
export const rotateApiKey = (id: string, overlapHours: number, key: string) =>
  apiWith(key).post("/v1/api-keys/{id}/rotation", { path: { id }, body: { overlapHours } });

/** Revokes a key for good. Rejects with a `RequestFailure`. */
export const revokeApiKey = (id: string, key: string) =>
  apiWith(key).delete("/v1/api-keys/{id}", { path: { id } });
