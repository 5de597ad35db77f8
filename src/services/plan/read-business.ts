import type { Account } from "../../account/account.ts";
import type { Invoice } from "../../account/invoice.ts";
import type { RateTable } from "../../fx/rate-table.ts";
import type { JournalEntry } from "../../ledger/entry.ts";
import { dayAfter, dayText, type Month } from "../../ledger/recognition/accounting-month.ts";
import { monthStart } from "../../metrics/calendar-month.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import type { HappenedBusiness } from "../../plan/actual/actual-business.ts";
import { accountPages, entryPages } from "../../store/metric-rows.ts";
import { documentPages } from "../../store/plan-locks.ts";
import type { Tx } from "../../store/tenant.ts";
import type { Instant } from "../../time/instant.ts";
import type { TenantModels } from "../model-library.ts";
import { ratesNear } from "../rates-near.ts";

/** What a tenant's store says of its business. */
export interface ReadBusiness {
  readonly happened: Omit<HappenedBusiness, "rateOf">;
  readonly rates: RateTable;
}

/** How many rows are read at a time. */
const accountsPerPage = 500;
const documentsPerPage = 500;
const entriesPerPage = 5_000;

/** Reads accounts, documents, the journal up to a month, and the rates at the ends of months, in the snapshot of the transaction. */
export async function readBusiness(
  tx: Tx,
  { books }: TenantModels,
  { first, last }: { readonly first: Month; readonly last: Month },
  now: Instant,
): Promise<ReadBusiness> {
  const accounts: Account[] = [];
  for await (const page of accountPages(tx, accountsPerPage)) accounts.push(...page);
  const invoices: Invoice[] = [];
  const currencies = new Set<CurrencyCode>([books.current.model.currency]);
  for await (const page of documentPages(tx, documentsPerPage))
    for (const { document } of page) {
      // The store keeps what billing wrote.
      const invoice = JSON.parse(document) as Invoice;
      currencies.add(invoice.currency);
      invoices.push(invoice);
    }
  const entries: JournalEntry[] = [];
  const end = monthStart(books.current.zone, last + 1);
  for await (const page of entryPages(tx, end, entriesPerPage)) entries.push(...page);
  const days = Array.from({ length: last - first + 2 }, (_, index) =>
    dayText(dayAfter(first - 1 + index) - 1),
  );
  const rates = (await ratesNear(tx, currencies, days)).knownAt(now);
  return { happened: { books, accounts, invoices, entries }, rates };
}
