import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { customerQuery } from "../../api/customers.ts";
import { type EntryFilter, entriesQuery, trialBalanceQuery } from "../../api/ledger.ts";

/** The entries that match a filter, page by page. */
export const useEntries = (filter: EntryFilter) => useInfiniteQuery(entriesQuery(filter));

/** The titles of accounts by their names, as the trial balance has them. */
export function useAccountTitles(): ReadonlyMap<string, string> {
  const { data } = useQuery(trialBalanceQuery(undefined));
  return new Map((data?.rows ?? []).map(({ account, title }) => [account, title]));
}

/** The name of the customer that the journal is narrowed to, its id until that is known. */
export function useCustomerName(id: string | undefined): string | undefined {
  const { data } = useQuery({ ...customerQuery(id ?? ""), enabled: id !== undefined });
  return id === undefined ? undefined : (data?.name ?? id);
}
