import { queryOptions } from "@tanstack/react-query";
import { post, read, write } from "./request.ts";

/** A key that opens this server. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** How its text begins. */
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly state: "works" | "revoked" | "expired" | "other-secret";
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
  readonly replacedBy: string | null;
}

/** A key with its text, which cannot be read again. */
export interface NewApiKey extends ApiKey {
  readonly key: string;
}

/** What a new key is to be. */
export interface ApiKeyRequest {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt?: string;
}

const address = "/v1/api-keys";

/** Reads the keys of the environment, oldest first. */
export const apiKeysQuery = queryOptions({
  queryKey: ["api-keys"],
  queryFn: ({ signal }) => read<{ readonly items: readonly ApiKey[] }>(address, {}, signal),
});

/** Makes a key. Rejects with a `RequestFailure`. */
export const addApiKey = (request: ApiKeyRequest, key: string) =>
  post<NewApiKey>(address, request, key);

/** Makes a key of the same name and scopes; the old one works on for some hours. Rejects with a `RequestFailure`. */
export const rotateApiKey = (id: string, overlapHours: number, key: string) =>
  post<NewApiKey>(`${address}/${encodeURIComponent(id)}/rotation`, { overlapHours }, key);

/** Revokes a key for good. Rejects with a `RequestFailure`. */
export const revokeApiKey = (id: string, key: string) =>
  write(`${address}/${encodeURIComponent(id)}`, "DELETE", key);
