import { assert } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { add, type Decimal, decimalOf, format, isZero, zero } from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import { type Instant, isInstant } from "../time/instant.ts";
import { receivable } from "./account-name.ts";
import type { Posting, PostingDraft } from "./posting.ts";

/** The document behind an entry. */
export interface DocumentReference {
  /** `invoice`, `credit-note`, `payment`, … */
  readonly kind: string;
  /** The number people know it by, unique among documents of its kind: `INV-000042`. */
  readonly number: string;
}

/** What a document did to the books: amounts that add up to zero in each currency. Never changed once posted. */
export interface JournalEntry {
  /** Made of the document, so that nothing can be posted twice: `invoice/INV-000042`. */
  readonly id: string;
  /** When it counts, not when it was written. */
  readonly date: Instant;
  /** The document's own date, where that lies in a closed month and the entry counts in the next open one. */
  readonly documentDate?: Instant | undefined;
  readonly document: DocumentReference;
  readonly customer?: string | undefined;
  /** When what the entry puts on the receivable must be paid; of invoices. */
  readonly dueAt?: Instant | undefined;
  readonly description: string;
  /** Who answers for it; of entries by hand, and of what takes them back. */
  readonly by?: string | undefined;
  /** The id of the entry that this one takes back. */
  readonly reverses?: string | undefined;
  /** None for a document about nothing, such as an invoice of 0.00: it is posted all the same, so none is missing. */
  readonly postings: readonly Posting[];
}

/** An entry before its amounts are written down. */
export interface EntryDraft extends Omit<JournalEntry, "id" | "postings"> {
  readonly postings: readonly PostingDraft[];
}

/** The id of the entry that a document posts. */
export const entryIdOf = ({ kind, number }: DocumentReference): string => `${kind}/${number}`;

/** Writes an entry down, without amounts of zero. One that does not balance is a bug and throws. */
export function writeEntry(draft: EntryDraft): JournalEntry {
  const entry: JournalEntry = {
    id: entryIdOf(draft.document),
    date: draft.date,
    documentDate: draft.documentDate,
    document: draft.document,
    customer: draft.customer,
    dueAt: draft.dueAt,
    description: draft.description,
    by: draft.by,
    reverses: draft.reverses,
    postings: draft.postings.filter(({ amount }) => !isZero(amount)).map(writePosting),
  };
  const wrong = brokenRule(entry);
  assert(wrong === undefined, `${entry.id}: ${wrong}`);
  return entry;
}

const writePosting = (draft: PostingDraft): Posting => ({
  account: draft.account,
  currency: draft.currency,
  amount: minorText(draft.amount, draft.currency),
  invoice: draft.invoice,
  line: draft.line,
});

/** The first rule of bookkeeping that an entry breaks, in words; undefined for a sound one. */
export function brokenRule(entry: JournalEntry): string | undefined {
  if (!isInstant(entry.date)) return "its date is a moment";
  if (entry.documentDate !== undefined && !(entry.documentDate < entry.date))
    return "its document is older than its date, where the two differ";
  if (entry.document.number === "") return "its document has a number";
  for (const { account, amount, invoice } of entry.postings) {
    if (isZero(decimalOf(amount))) return `the posting on ${account} is not zero`;
    if (account !== receivable) continue;
    if (invoice === undefined) return "a posting on the receivable names its invoice";
    if (entry.customer === undefined) return "an entry on the receivable names its customer";
  }
  for (const [currency, left] of entrySums(entry))
    if (!isZero(left)) return `debits equal credits in ${currency}, and not ${format(left)} more`;
  return undefined;
}

/** Debits less credits of an entry, by currency. */
export function entrySums(entry: JournalEntry): ReadonlyMap<CurrencyCode, Decimal> {
  const sums = new Map<CurrencyCode, Decimal>();
  for (const { currency, amount } of entry.postings)
    sums.set(currency, add(sums.get(currency) ?? zero, decimalOf(amount)));
  return sums;
}
