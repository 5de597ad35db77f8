import { decimalOf, negate } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import { type JournalEntry, writeEntry } from "./entry.ts";

/**
 * Takes an entry back: the same postings with the other sign, on a day of its own, pointing at what it reverses.
 *
 * Its id is made of the reversed entry's, so an entry can be reversed once only. Used for entries of the close that
 * turn round on the first day of the next period, and for what should not have been posted; a customer's document is
 * corrected by a document.
 */
export function reverseEntry(
  entry: JournalEntry,
  reversal: { readonly date: Instant; readonly reason: string; readonly by?: string },
): JournalEntry {
  const { document, customer, description, postings } = entry;
  const written = writeEntry({
    date: reversal.date,
    document,
    customer,
    description: `Reversal of ${description}: ${reversal.reason}`,
    by: reversal.by,
    reverses: entry.id,
    postings: postings.map((posting) => ({
      ...posting,
      amount: negate(decimalOf(posting.amount)),
    })),
  });
  return { ...written, id: reversalIdOf(entry.id) };
}

/** The id of the only entry that may reverse the entry. */
export const reversalIdOf = (id: string): string => `reversal/${id}`;
