import { createHash } from "node:crypto";
import type { Happening } from "../account/issue-in-order.ts";
import type { PriceBook } from "../account/price-book.ts";
import { expectOk, ok, type Result } from "../fault/fault.ts";
import { bookHappenings } from "../ledger/book-happenings.ts";
import { chartOf } from "../ledger/chart.ts";
import { closeThrough } from "../ledger/close/month-books.ts";
import type { JournalEntry } from "../ledger/entry.ts";
import { type JournalExportName, journalExports } from "../ledger/exports/journal-exports.ts";
import { appendEntries, emptyJournal, type Sha256 } from "../ledger/journal.ts";
import { journalText } from "../ledger/journal-text.ts";
import { monthOf } from "../ledger/recognition/accounting-month.ts";
import { daysFromCivil, parseCivilDate } from "../time/calendar.ts";
import type { ReplayedFacts } from "./replay-facts.ts";

/** The forms in which a replay prints its journal; `journal` is the server's own, sealed record by record. */
export type ReplayedForm = "journal" | JournalExportName;

const sha256: Sha256 = (text) => createHash("sha256").update(text, "utf8").digest("hex");

/** The journal of what a replay made, months closed up to `closed` (`2026-01`), in pieces that end with a line. */
export function replayedJournal(
  happenings: readonly Happening[],
  { replay: { accounts, rates }, payouts, entered }: ReplayedFacts,
  book: PriceBook,
  { form, closed }: { readonly form: ReplayedForm; readonly closed?: string | undefined },
): Result<Iterable<string>> {
  const customerOf = (id: string) => accounts.get(id)?.customer;
  const booked = bookHappenings(happenings, { book, customerOf, rates, payouts }, entered);
  const books = closed === undefined ? ok(booked) : closeThrough(booked, monthNumber(closed));
  if (!books.ok) return books;
  const { entries } = books.value;
  if (form === "journal")
    return ok(journalText(appendEntries(emptyJournal, entries, sha256).records));
  const { name } = book.model;
  const chart = chartOf({ models: [book.model], accounts: accountsOf(entries) });
  return ok(journalExports[form].write({ title: name, chart, zone: book.zone, entries }));
}

const accountsOf = (entries: readonly JournalEntry[]) =>
  entries.flatMap(({ postings }) => postings.map(({ account }) => account));

const monthNumber = (text: string): number =>
  monthOf(daysFromCivil(expectOk(parseCivilDate(`${text}-01`))));
