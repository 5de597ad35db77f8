import { expectOk } from "../../fault/fault.ts";
import { type Chart, chartOf } from "../../ledger/chart.ts";
import type { JournalEntry } from "../../ledger/entry.ts";
import { readEntry } from "../../ledger/entry-text.ts";
import type { ExportedBooks } from "../../ledger/exports/journal-export.ts";
import { entriesAfter } from "../../store/ledger-reports.ts";
import type { Tx } from "../../store/tenant.ts";
import type { Instant } from "../../time/instant.ts";
import type { Zone } from "../../time/zone.ts";
import type { TenantModels } from "../model-library.ts";

/** A tenant's books, read whole. */
export interface Books extends ExportedBooks {
  readonly chart: Chart;
}

const recordsPerPage = 5_000;

/**
 * Reads the journal of the transaction's tenant, the entries dated from one moment on and before another, with the chart
 * of all models it ever sold by.
 */
export async function readBooks(
  tx: Tx,
  { models, books }: Pick<TenantModels, "models" | "books">,
  zone: Zone,
  range: { readonly from?: Instant | undefined; readonly to?: Instant | undefined } = {},
): Promise<Books> {
  const entries: JournalEntry[] = [];
  for (let after = 0; ; ) {
    const page = await entriesAfter(tx, after, range, recordsPerPage);
    for (const { entry } of page) entries.push(expectOk(readEntry(entry)));
    after = page.at(-1)?.position ?? after;
    if (page.length < recordsPerPage) break;
  }
  const accounts = entries.flatMap(({ postings }) => postings.map(({ account }) => account));
  const { name } = books.current.model;
  return { title: name, chart: chartOf({ models, accounts }), zone, entries };
}
