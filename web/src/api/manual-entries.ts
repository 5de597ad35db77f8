import { queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import type { Entry } from "./ledger.ts";
import { api, apiWith } from "./request.ts";

/** An account of the books; `byHand` says whether an entry by hand may post on it. */
export type LedgerAccount = Florin.Account;

/** A debit or a credit as money text, `120 USD`. */
export type ToldPosting = Florin.ManualEntry["postings"][number];

/** An entry that a bookkeeper writes. */
export type ToldEntry = Florin.ManualEntry;

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
  queryFn: ({ signal }) => api.get("/v1/ledger/accounts", { signal }),
});

/** Posts an entry by hand. */
export const writeEntry = (entry: ToldEntry, key: string): Promise<Entry> =>
  apiWith(key).post("/v1/ledger/entries", { body: entry });

/** Takes one back. */
export const reverseEntry = ({ entry, ...reversal }: ToldReversal, key: string): Promise<Entry> =>
  apiWith(key).post("/v1/ledger/entries/{id}/reversal", { path: { id: entry }, body: reversal });
