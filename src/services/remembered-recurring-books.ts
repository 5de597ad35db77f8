import type { MetricsInput } from "../metrics/metrics-input.ts";
import { type OpenBook, openRecurringBook } from "../metrics/recurring-book.ts";
import { format } from "../money/decimal.ts";
import { letGoOldest } from "../store/let-go-oldest.ts";

/** What a book is opened from. */
type Opened = Pick<MetricsInput, "zone" | "currency" | "stretches" | "cancellations" | "rates">;

interface KnownBook {
  readonly from: Opened;
  readonly book: ReturnType<OpenBook>;
}

/** So many stretches are remembered, with what a book makes of them some two kilobytes each; beyond, the books that were asked for longest ago are let go. */
const stretchesMost = 100_000;

/**
 * Opens a tenant's book once for each choice of settings, for as long as it is opened from the same lists: what is remembered of accounts
 * answers with the same ones while no account is another. Use that counts is read anew each time, and so is its book.
 */
export function rememberRecurringBooks(
  open: OpenBook = openRecurringBook,
): (tenant: string) => OpenBook {
  const known = new Map<string, KnownBook>();
  return (tenant) => (input, settings, last) => {
    if (input.usage !== undefined) return open(input, settings, last);
    const key = JSON.stringify([tenant, settings, last]);
    const before = known.get(key);
    known.delete(key);
    const kept =
      before !== undefined && isSame(before.from, input)
        ? before
        : { from: fromOf(input), book: open(input, settings, last) };
    known.set(key, kept);
    letGoOldest(known, stretchesMost, ({ from }) => 1 + from.stretches.length);
    return kept.book;
  };
}

const fromOf = ({ zone, currency, stretches, cancellations, rates }: Opened): Opened => ({
  zone,
  currency,
  stretches,
  ...(cancellations === undefined ? {} : { cancellations }),
  ...(rates === undefined ? {} : { rates }),
});

const isSame = (one: Opened, other: Opened): boolean =>
  one.stretches === other.stretches &&
  one.cancellations === other.cancellations &&
  one.zone.id === other.zone.id &&
  one.currency === other.currency &&
  ratesText(one) === ratesText(other);

const ratesText = ({ rates = [] }: Opened): string =>
  rates.map(({ currency, from, rate }) => `${currency} ${from} ${format(rate)}`).join();
