import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { entriesQuery } from "../../api/ledger.ts";
import { type LedgerAccount, ledgerAccountsQuery } from "../../api/manual-entries.ts";

/** Entries by hand, page by page, the latest first. */
export const useManualEntries = () =>
  useInfiniteQuery(entriesQuery({ document: "manual-entry" }, 20));

/** The accounts of the books. */
export const useLedgerAccounts = (): readonly LedgerAccount[] =>
  useQuery(ledgerAccountsQuery).data?.items ?? [];
