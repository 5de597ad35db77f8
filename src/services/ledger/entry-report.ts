import { expectOk } from "../../fault/fault.ts";
import { readEntry } from "../../ledger/entry-text.ts";
import type { JournalRecord } from "../../ledger/journal.ts";
import { listEntries, type StoredEntry } from "../../store/ledger-reports.ts";
import type { Tx } from "../../store/tenant.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import type { Zone } from "../../time/zone.ts";
import { pageOrThrow } from "../report-parts.ts";
import type { Page, PageRequest } from "../reports.ts";
import { beginOfDay, endOfDay } from "./book-days.ts";
import type { EntryAnswer } from "./ledger-answers.ts";

/** Which entries to list; days are of the books' calendar, both included. */
export interface EntryQuery extends PageRequest {
  readonly account?: string;
  readonly customer?: string;
  /** A kind, `invoice`, or one document, `invoice/INV-000042`. */
  readonly document?: string;
  readonly from?: string;
  readonly to?: string;
}

/** A page of entries, the latest first. */
export async function entriesReport(
  tx: Tx,
  zone: Zone,
  { from, to, ...query }: EntryQuery,
): Promise<Page<EntryAnswer>> {
  const page = pageOrThrow(
    await listEntries(tx, {
      ...query,
      ...(from === undefined ? {} : { from: beginOfDay(zone, from) }),
      ...(to === undefined ? {} : { to: endOfDay(zone, to) }),
    }),
  );
  return { items: page.items.map(storedAnswer), next: page.next };
}

const storedAnswer = ({ entry, ...row }: StoredEntry): EntryAnswer =>
  entryAnswer({ ...row, entry: expectOk(readEntry(entry)) });

/** An entry in its place in the journal, as it is answered. */
export function entryAnswer({
  position,
  entry,
  hash,
  source,
  reversedBy,
}: Pick<JournalRecord, "position" | "entry" | "hash"> &
  Pick<StoredEntry, "source" | "reversedBy">): EntryAnswer {
  return {
    id: entry.id,
    position,
    date: formatInstant(entry.date),
    documentDate: instantOrNull(entry.documentDate),
    document: entry.document,
    invoice: source,
    customer: entry.customer ?? null,
    dueAt: instantOrNull(entry.dueAt),
    description: entry.description,
    by: entry.by ?? null,
    reverses: entry.reverses ?? null,
    reversedBy,
    postings: entry.postings.map(({ account, currency, amount, invoice, line }) => ({
      account,
      currency,
      amount,
      invoice: invoice ?? null,
      line: line ?? null,
    })),
    hash,
  };
}

const instantOrNull = (at: Instant | undefined): string | null =>
  at === undefined ? null : formatInstant(at);
