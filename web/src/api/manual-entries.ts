import { queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import type { AccountType, Entry } from "./ledger.ts";
import { post, read } from "./request.ts";

/** An account of the books; `byHand` says whether an entry by hand may post on it. */
export interface LedgerAccount {
  readonly account: string;
  readonly title: string;
  readonly type: AccountType;
  readonly code: string;
  readonly byHand: boolean;
  readonly balances: readonly { readonly currency: string; readonly balance: DecimalText }[];
}

/** A debit or a credit as money text, `120 USD`. */
export interface ToldPosting {
  readonly account: string;
  readonly debit?: string;
  readonly credit?: string;
}

/** An entry that a bookkeeper writes. */
export interface ToldEntry {
  readonly id: string;
  readonly date: string;
  readonly reason: string;
  readonly by: string;
  readonly postings: readonly ToldPosting[];
}

/** What takes one back. */
export interface ToldReversal {
  /** The id that it was written under. */
  readonly entry: string;
  readonly date: string;
  readonly reason: string;
  readonly by: string;
}

/** Reads the chart of accounts. */
export const ledgerAccountsQuery = queryOptions({
  queryKey: ["ledger", "accounts"],
  queryFn: ({ signal }) =>
    read<{ readonly items: readonly LedgerAccount[] }>("/v1/ledger/accounts", {}, signal),
});

/** Posts an entry by hand. */
export const writeEntry = (entry: ToldEntry, key: string): Promise<Entry> =>
  post<Entry>("/v1/ledger/entries", entry, key);

/** Takes one back. */
export const reverseEntry = ({ entry, ...reversal }: ToldReversal, key: string): Promise<Entry> =>
  post<Entry>(`/v1/ledger/entries/${encodeURIComponent(entry)}/reversal`, reversal, key);
