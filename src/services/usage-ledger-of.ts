import type { PriceBooks } from "../account/price-book.ts";
import { openUsageLedger, type UsageLedger } from "../account/usage-ledger.ts";
import type { StoredAccount } from "../store/accounts.ts";

/** A usage ledger over accounts as they are stored. */
export const usageLedgerOf = (accounts: readonly StoredAccount[], books: PriceBooks): UsageLedger =>
  openUsageLedger(new Map(accounts.map(({ customer, account }) => [customer, account])), books);
