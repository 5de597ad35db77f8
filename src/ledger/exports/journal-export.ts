import { formatCivilDate } from "../../time/calendar.ts";
import type { Instant } from "../../time/instant.ts";
import { civilDateAt, type Zone } from "../../time/zone.ts";
import type { Chart } from "../chart.ts";
import type { JournalEntry } from "../entry.ts";

/** The books that are exported. */
export interface ExportedBooks {
  /** Whose they are, for people. */
  readonly title: string;
  /** Has every account that the entries post to. */
  readonly chart: Chart;
  /** Whose calendar turns moments into days, the finest date that these formats know. */
  readonly zone: Zone;
  /** In the order of the journal. */
  readonly entries: readonly JournalEntry[];
}

/** A format of a journal for another program. */
export interface JournalExport {
  readonly mediaType: string;
  /** Of a file, without the point. */
  readonly extension: string;
  /** The file in pieces that end with a line, UTF-8; the same books give the same bytes. */
  readonly write: (books: ExportedBooks) => Iterable<string>;
}

/** The day of a moment on the books' calendar, `2026-01-31`. */
export const bookDay = ({ zone }: Pick<ExportedBooks, "zone">, instant: Instant): string =>
  formatCivilDate(civilDateAt(zone, instant));

/** Text in one line: runs of line breaks and other control characters become one space. */
export const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();

/** The currencies that entries post in, in alphabetical order. */
export const currenciesOf = (entries: readonly JournalEntry[]) =>
  [
    ...new Set(entries.flatMap(({ postings }) => postings.map(({ currency }) => currency))),
  ].toSorted();
