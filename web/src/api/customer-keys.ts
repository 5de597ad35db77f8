import { queryOptions } from "@tanstack/react-query";
import { post, read, write } from "./request.ts";

/** A key that stands for a customer before a gateway. Instants are of real time, whatever the server's clock says. */
export interface CustomerKey {
  readonly id: string;
  readonly name: string;
  /** How its text begins. */
  readonly prefix: string;
  readonly state: "works" | "revoked" | "expired" | "other-secret";
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
}

/** A key that was just made; its text cannot be read again. */
export interface NewCustomerKey extends CustomerKey {
  readonly key: string;
}

/** What a new key is to be. */
export interface CustomerKeyRequest {
  readonly name: string;
  readonly expiresAt?: string;
}

const keysAddress = (customer: string): string =>
  `/v1/customers/${encodeURIComponent(customer)}/keys`;

/** Reads a customer's keys, oldest first. */
export const customerKeysQuery = (customer: string) =>
  queryOptions({
    queryKey: ["customer-keys", customer],
    queryFn: ({ signal }) =>
      read<{ readonly items: readonly CustomerKey[] }>(keysAddress(customer), {}, signal),
  });

/** Makes a key. Rejects with a `RequestFailure`. */
export const addCustomerKey = (customer: string, request: CustomerKeyRequest, key: string) =>
  post<NewCustomerKey>(keysAddress(customer), request, key);

/** Revokes a key for good. Rejects with a `RequestFailure`. */
export const revokeCustomerKey = (customer: string, id: string, key: string): Promise<void> =>
  write(`${keysAddress(customer)}/${encodeURIComponent(id)}`, "DELETE", key);
