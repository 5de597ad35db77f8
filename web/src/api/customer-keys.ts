import { queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api, apiWith } from "./request.ts";

/** A key that stands for a customer before a gateway. Instants are of real time, whatever the server's clock says. */
export type CustomerKey = Florin.CustomerKey;

/** A key that was just made; its text cannot be read again. */
export type NewCustomerKey = Florin.NewCustomerKey;

/** What a new key is to be. */
export type CustomerKeyRequest = Florin.CustomerKeyRequest;

/** Reads a customer's keys, oldest first. */
export const customerKeysQuery = (customer: string) =>
  queryOptions({
    queryKey: ["customer-keys", customer],
    queryFn: ({ signal }) => api.get("/v1/customers/{id}/keys", { path: { id: customer }, signal }),
  });

/** Makes a key. Rejects with a `RequestFailure`. */
export const addCustomerKey = (customer: string, request: CustomerKeyRequest, key: string) =>
  apiWith(key).post("/v1/customers/{id}/keys", { path: { id: customer }, body: request });

/** Revokes a key for good. Rejects with a `RequestFailure`. */
export const revokeCustomerKey = (customer: string, id: string, key: string) =>
  apiWith(key).delete("/v1/customers/{id}/keys/{key}", { path: { id: customer, key: id } });
