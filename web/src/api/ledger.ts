import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import { address, type PageOf, read, readAll } from "./request.ts";

/** The five types of accounts, in the order of the statements. */
export type AccountType = "asset" | "liability" | "equity" | "income" | "expense";

/** An account in one currency: debits, credits, and debits less credits. */
export interface BalanceRow {
  readonly account: string;
  readonly code: string;
  readonly title: string;
  readonly type: AccountType;
  readonly currency: string;
  readonly debits: DecimalText;
  readonly credits: DecimalText;
  readonly balance: DecimalText;
}

/** The trial balance at the end of a day; of all entries where `asOf` is null. `final`: its month is closed. */
export interface TrialBalance {
  readonly asOf: string | null;
  readonly final: boolean;
  readonly rows: readonly BalanceRow[];
  readonly totals: readonly {
    readonly currency: string;
    readonly debitBalances: DecimalText;
    readonly creditBalances: DecimalText;
  }[];
}

/** One amount of an entry; debits positive. */
export interface Posting {
  readonly account: string;
  readonly currency: string;
  readonly amount: DecimalText;
  readonly invoice: string | null;
  readonly line: string | null;
}

/** An entry of the journal. `invoice` is the id of the invoice or credit note that it is of. */
export interface Entry {
  readonly id: string;
  readonly position: number;
  readonly date: string;
  readonly documentDate: string | null;
  readonly document: { readonly kind: string; readonly number: string };
  readonly invoice: string | null;
  readonly customer: string | null;
  readonly dueAt: string | null;
  readonly description: string;
  /** Who answers for an entry by hand. */
  readonly by: string | null;
  readonly reverses: string | null;
  readonly reversedBy: string | null;
  readonly postings: readonly Posting[];
  readonly hash: string;
}

/** What narrows the journal; days are of the books' calendar, both included. */
export interface EntryFilter {
  readonly account?: string | undefined;
  readonly customer?: string | undefined;
  readonly document?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Whether the journal is what was posted. */
export interface Verification {
  readonly sound: boolean;
  readonly entries: number;
  readonly head: { readonly position: number; readonly hash: string };
  readonly faults: readonly { readonly code: string; readonly message: string }[];
}

/** Amounts by days after the due day. */
export interface AgedAmounts {
  readonly notDue: DecimalText;
  readonly days1to30: DecimalText;
  readonly days31to60: DecimalText;
  readonly days61to90: DecimalText;
  readonly over90: DecimalText;
  readonly total: DecimalText;
}

/** What customers owe at the end of a day. */
export interface Ageing {
  readonly asOf: string;
  readonly customers: readonly {
    readonly customer: string;
    readonly name: string;
    readonly currency: string;
    readonly amounts: AgedAmounts;
  }[];
  readonly totals: readonly { readonly currency: string; readonly amounts: AgedAmounts }[];
  readonly items: readonly {
    readonly invoice: string;
    readonly customer: string;
    readonly currency: string;
    readonly dueAt: string;
    readonly daysOverdue: number;
    readonly open: DecimalText;
  }[];
}

/** Days sales outstanding by two methods; `complete` is false where a year of sales does not explain what is owed. */
export interface SalesOutstanding {
  readonly asOf: string;
  readonly items: readonly {
    readonly currency: string;
    readonly receivable: DecimalText;
    readonly simple: {
      readonly from: string;
      readonly sold: DecimalText;
      readonly days: string | null;
    };
    readonly countback: { readonly days: string; readonly complete: boolean };
  }[];
}

/** Reads the trial balance. */
export const trialBalanceQuery = (asOf: string | undefined) =>
  queryOptions({
    queryKey: ["ledger", "balance", asOf ?? ""],
    queryFn: ({ signal }) => read<TrialBalance>("/v1/ledger/trial-balance", { asOf }, signal),
    placeholderData: keepPreviousData,
  });

/** Reads the journal page by page, the latest first. */
export function entriesQuery(filter: EntryFilter, limit = 50) {
  const { account, customer, document, from, to } = filter;
  const key = [account, customer, document, from, to].map((part) => part ?? "");
  return infiniteQueryOptions({
    queryKey: ["ledger", "entries", ...key, limit],
    queryFn: ({ pageParam, signal }) =>
      read<PageOf<Entry>>("/v1/ledger/entries", { ...filter, limit, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Reads every entry that a filter leaves. */
export const allEntries = (filter: EntryFilter) =>
  readAll<Entry>("/v1/ledger/entries", { ...filter });

/** Verifies the journal. */
export const verificationQuery = queryOptions({
  queryKey: ["ledger", "verification"],
  queryFn: ({ signal }) => read<Verification>("/v1/ledger/verification", {}, signal),
});

/** Reads the ageing. */
export const ageingQuery = (asOf: string | undefined) =>
  queryOptions({
    queryKey: ["ledger", "ageing", asOf ?? ""],
    queryFn: ({ signal }) => read<Ageing>("/v1/ledger/ageing", { asOf }, signal),
    placeholderData: keepPreviousData,
  });

/** Reads days sales outstanding. */
export const salesOutstandingQuery = (asOf: string | undefined) =>
  queryOptions({
    queryKey: ["ledger", "dso", asOf ?? ""],
    queryFn: ({ signal }) => read<SalesOutstanding>("/v1/ledger/dso", { asOf }, signal),
    placeholderData: keepPreviousData,
  });

/** The forms that the journal can be downloaded in. */
export const exportFormats = ["hledger", "beancount", "csv", "erp"] as const;

/** The address of the journal in one of them. */
export const exportAddress = (format: (typeof exportFormats)[number]): string =>
  address("/v1/ledger/export", { format });
