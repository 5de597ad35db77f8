import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { addressOf, api, every } from "./request.ts";

/** The five types of accounts, in the order of the statements. */
export type AccountType = BalanceRow["type"];

/** An account in one currency: debits, credits, and debits less credits. */
export type BalanceRow = TrialBalance["rows"][number];

/** The trial balance at the end of a day; of all entries where `asOf` is null. `final`: its month is closed. */
export type TrialBalance = Florin.TrialBalance;

/** One amount of an entry; debits positive. */
export type Posting = Entry["postings"][number];

/** An entry of the journal. `invoice` is the id of the invoice or credit note that it is of. */
export type Entry = Florin.Item<"/v1/ledger/entries">;

/** What narrows the journal; days are of the books' calendar, both included. */
export interface EntryFilter {
  readonly account?: string | undefined;
  readonly customer?: string | undefined;
  readonly document?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Whether the journal is what was posted. */
export type Verification = Florin.LedgerVerification;

/** Amounts by days after the due day. */
export type AgedAmounts = Ageing["totals"][number]["amounts"];

/** What customers owe at the end of a day. */
export type Ageing = Florin.Ageing;

/** Days sales outstanding by two methods; `complete` is false where a year of sales does not explain what is owed. */
export type SalesOutstanding = Florin.DaysSalesOutstanding;

/** Reads the trial balance. */
export const trialBalanceQuery = (asOf: string | undefined) =>
  queryOptions({
    queryKey: ["ledger", "balance", asOf ?? ""],
    queryFn: ({ signal }) => api.get("/v1/ledger/trial-balance", { query: { asOf }, signal }),
    placeholderData: keepPreviousData,
  });

/** Reads the journal page by page, the latest first. */
export function entriesQuery(filter: EntryFilter, limit = 50) {
  const { account, customer, document, from, to } = filter;
  const key = [account, customer, document, from, to].map((part) => part ?? "");
  return infiniteQueryOptions({
    queryKey: ["ledger", "entries", ...key, limit],
    queryFn: ({ pageParam, signal }) =>
      api.get("/v1/ledger/entries", { query: { ...filter, limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Reads every entry that a filter leaves. */
export const allEntries = (filter: EntryFilter) => every("/v1/ledger/entries", filter);

/** Verifies the journal. */
export const verificationQuery = queryOptions({
  queryKey: ["ledger", "verification"],
  queryFn: ({ signal }) => api.get("/v1/ledger/verification", { signal }),
});

/** Reads the ageing. */
export const ageingQuery = (asOf: string | undefined) =>
  queryOptions({
    queryKey: ["ledger", "ageing", asOf ?? ""],
    queryFn: ({ signal }) => api.get("/v1/ledger/ageing", { query: { asOf }, signal }),
    placeholderData: keepPreviousData,
  });

/** Reads days sales outstanding. */
export const salesOutstandingQuery = (asOf: string | undefined) =>
  queryOptions({
    queryKey: ["ledger", "dso", asOf ?? ""],
    queryFn: ({ signal }) => api.get("/v1/ledger/dso", { query: { asOf }, signal }),
    placeholderData: keepPreviousData,
  });

/** The forms that the journal can be downloaded in. */
export const exportFormats = ["hledger", "beancount", "csv", "erp"] as const;

/** The address of the journal in one of them. */
export const exportAddress = (format: (typeof exportFormats)[number]): string =>
  addressOf("/v1/ledger/export", { query: { format } });
