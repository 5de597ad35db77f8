import { openPriceBook } from "../account/price-book.ts";
import { expectOk } from "../fault/fault.ts";
import { type Chart, chartOf } from "../ledger/chart.ts";
import type { JournalEntry } from "../ledger/entry.ts";
import { readEntry } from "../ledger/entry-text.ts";
import type { ExportedBooks } from "../ledger/exports/journal-export.ts";
import { type ReceivableAgeing, receivableAgeing } from "../ledger/receivable-ageing.ts";
import { type TrialBalance, trialBalance } from "../ledger/trial-balance.ts";
import type { Model } from "../model/model.ts";
import { journalRecords } from "../store/journal.ts";
import { publishedModels } from "../store/models.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";

/** A tenant's books, read whole. */
export interface Books extends ExportedBooks {
  readonly chart: Chart;
}

const recordsPerPage = 5_000;

/**
 * Reads the journal of the transaction's tenant, with the chart of all models it ever sold by. Undefined where none was
 * published, so nothing was sold.
 */
export async function readBooks(tx: Tx): Promise<Books | undefined> {
  const models = (await publishedModels(tx)).map(({ document }) => JSON.parse(document) as Model);
  const current = models.at(-1);
  if (current === undefined) return undefined;
  const entries: JournalEntry[] = [];
  for (let after = 0; ; ) {
    const page = await journalRecords(tx, after, recordsPerPage);
    for (const { entry } of page) entries.push(expectOk(readEntry(entry)));
    after = page.at(-1)?.position ?? after;
    if (page.length < recordsPerPage) break;
  }
  const accounts = entries.flatMap(({ postings }) => postings.map(({ account }) => account));
  const { zone } = expectOk(openPriceBook(current));
  return { title: current.name, chart: chartOf({ models, accounts }), zone, entries };
}

/** The trial balance of the books before a moment. */
export const booksBalance = ({ entries }: Books, to: Instant | undefined): TrialBalance =>
  trialBalance(entries, to);

/** What customers owe at a moment, by age. */
export const booksAgeing = ({ entries, zone }: Books, to: Instant): ReceivableAgeing =>
  receivableAgeing(entries, to, zone);
