import type { Instant } from "../../time/instant.ts";
import type { JournalEntry } from "../entry.ts";

/**
 * An entry where it may still be posted: one that is dated before `openFrom`, in a closed month, counts from the first
 * moment of the next open month and keeps its document's own date. Due dates stay, so ageing is not delayed.
 */
export const inOpenPeriod = (entry: JournalEntry, openFrom: Instant | undefined): JournalEntry =>
  openFrom === undefined || entry.date >= openFrom
    ? entry
    : { ...entry, date: openFrom, documentDate: entry.documentDate ?? entry.date };

/** The date of an entry's document. */
export const documentDateOf = ({ date, documentDate }: JournalEntry): Instant =>
  documentDate ?? date;
