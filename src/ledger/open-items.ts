import type { CurrencyCode } from "../money/currency.ts";
import { add, type Decimal, decimalOf, isZero, zero } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import { receivable } from "./account-name.ts";
import type { JournalEntry } from "./entry.ts";
import { entriesBefore } from "./trial-balance.ts";

/** An invoice that is not settled yet, or settled beyond its amount. */
export interface OpenItem {
  readonly invoice: string;
  readonly customer: string;
  readonly currency: CurrencyCode;
  readonly dueAt: Instant;
  /** What is still owed; below zero where we owe it, as on an invoice that gives money back. */
  readonly open: Decimal;
}

/**
 * The invoices that stand open in the entries dated before `to`, in the order in which they came up.
 *
 * Everything on the receivable names its invoice, so the items add up to its balance. What is dated before the invoice
 * itself is due with it all the same, wherever in the books the invoice is.
 */
export function openItems(entries: Iterable<JournalEntry>, to?: Instant): readonly OpenItem[] {
  const all = [...entries];
  const dueDates = dueDatesOf(all);
  const items = new Map<string, OpenItem>();
  for (const { customer, date, postings } of entriesBefore(all, to)) {
    for (const { account, invoice, currency, amount } of postings) {
      if (account !== receivable || invoice === undefined || customer === undefined) continue;
      const key = JSON.stringify([invoice, customer, currency]);
      const dueAt = dueDates.get(invoice) ?? date;
      const item = items.get(key) ?? { invoice, customer, currency, dueAt, open: zero };
      items.set(key, { ...item, open: add(item.open, decimalOf(amount)) });
    }
  }
  return [...items.values()].filter(({ open }) => !isZero(open));
}

function dueDatesOf(entries: readonly JournalEntry[]): ReadonlyMap<string, Instant> {
  const dueDates = new Map<string, Instant>();
  for (const { document, dueAt } of entries)
    if (dueAt !== undefined) dueDates.set(document.number, dueAt);
  return dueDates;
}
