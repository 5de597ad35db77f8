import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api, every } from "./request.ts";

/** How a contract stands. */
export type ContractStatus = Contract["status"];

/** A signed contract as it stands. Days are civil and half-open; `amount` is money as text, `6000 USD`. */
export type Contract = Florin.Contract;

/** One of the terms of a contract, and how it was agreed on. */
export type ContractTerm = Contract["terms"][number];

/** A period of a commitment; what it committed is null while it is open and nothing was carried into it. */
export type CommitmentPeriod = Contract["periods"][number];

/** What comes of a contract by itself. */
export type ContractDate = Contract["dates"][number];

/** What narrows the list of contracts; those that have ended are on it only where they are asked for. */
export interface ContractFilter {
  readonly status?: ContractStatus | undefined;
  readonly customer?: string | undefined;
  readonly endsBefore?: string | undefined;
  readonly noticeBefore?: string | undefined;
}

/** Reads what a customer has signed. */
export const contractsQuery = (customer: string) =>
  queryOptions({
    queryKey: ["contracts", customer],
    queryFn: ({ signal }) =>
      api.get("/v1/customers/{id}/contracts", { path: { id: customer }, signal }),
  });

/** Reads one contract. */
export const contractQuery = (id: string) =>
  queryOptions({
    queryKey: ["contract", id],
    queryFn: ({ signal }) => api.get("/v1/contracts/{id}", { path: { id }, signal }),
  });

/** Reads contracts page by page, those whose term ends first in front. */
export function contractListQuery(filter: ContractFilter, limit = 50) {
  const { status, customer, endsBefore, noticeBefore } = filter;
  const key = [status, customer, endsBefore, noticeBefore].map((part) => part ?? "");
  return infiniteQueryOptions({
    queryKey: ["contract-list", ...key, limit],
    queryFn: ({ pageParam, signal }) =>
      api.get("/v1/contracts", { query: { ...filter, limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Reads every contract that a filter leaves. */
export const allContracts = (filter: ContractFilter) => every("/v1/contracts", filter);
