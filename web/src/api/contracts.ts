import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import { type PageOf, read, readAll } from "./request.ts";

/** How a contract stands. */
export type ContractStatus = "scheduled" | "running" | "ended";

/** A signed contract as it stands. Days are civil and half-open; `amount` is money as text, `6000 USD`. */
export interface Contract {
  readonly id: string;
  readonly customer: string;
  readonly customerName: string;
  readonly number: string;
  readonly name: string;
  readonly status: ContractStatus;
  readonly start: string;
  readonly end: string;
  readonly renewsOn: string | null;
  readonly noticeBy: string | null;
  readonly noticeGiven: boolean;
  readonly endsOn: string | null;
  readonly netDays: number | null;
  readonly commitment: {
    readonly amount: string;
    readonly per: string;
    readonly shortfall: "true-up" | "carry" | "waive";
  } | null;
  readonly terms: readonly ContractTerm[];
  readonly periods: readonly CommitmentPeriod[];
  readonly remaining: { readonly total: DecimalText; readonly withinYear: DecimalText };
  readonly dates: readonly ContractDate[];
  readonly purchases: readonly string[];
}

/** One of the terms of a contract, and how it was agreed on. */
export interface ContractTerm {
  readonly start: string;
  readonly end: string;
  readonly months: number;
  readonly model: string;
  readonly by: "signature" | "renewal" | "automatic";
}

/** A period of a commitment; what it committed is null while it is open and nothing was carried into it. */
export interface CommitmentPeriod {
  readonly from: string;
  readonly to: string;
  readonly committed: DecimalText | null;
  readonly spent: DecimalText;
  readonly billed: DecimalText | null;
  readonly carried: DecimalText | null;
}

/** What comes of a contract by itself. */
export interface ContractDate {
  readonly kind:
    | "contract-start"
    | "notice-deadline"
    | "contract-renews"
    | "contract-end"
    | "escalation"
    | "commitment-end";
  readonly on: string;
  readonly amount: DecimalText | null;
  readonly note: string | null;
}

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
      read<{ readonly items: readonly Contract[] }>(
        `/v1/customers/${encodeURIComponent(customer)}/contracts`,
        {},
        signal,
      ),
  });

/** Reads one contract. */
export const contractQuery = (id: string) =>
  queryOptions({
    queryKey: ["contract", id],
    queryFn: ({ signal }) => read<Contract>(`/v1/contracts/${encodeURIComponent(id)}`, {}, signal),
  });

/** Reads contracts page by page, those whose term ends first in front. */
export function contractListQuery(filter: ContractFilter, limit = 50) {
  const { status, customer, endsBefore, noticeBefore } = filter;
  const key = [status, customer, endsBefore, noticeBefore].map((part) => part ?? "");
  return infiniteQueryOptions({
    queryKey: ["contract-list", ...key, limit],
    queryFn: ({ pageParam, signal }) =>
      read<PageOf<Contract>>("/v1/contracts", { ...filter, limit, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Reads every contract that a filter leaves. */
export const allContracts = (filter: ContractFilter) =>
  readAll<Contract>("/v1/contracts", { ...filter });
