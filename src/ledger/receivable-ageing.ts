import type { CurrencyCode } from "../money/currency.ts";
import { add, type Decimal, type DecimalText, sum, zero } from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import { daysFromCivil } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { civilDateAt, UTC, type Zone } from "../time/zone.ts";
import type { JournalEntry } from "./entry.ts";
import { type OpenItem, openItems } from "./open-items.ts";

/** The columns of an ageing, by days after the due day; a due day itself is not overdue. */
export const ageingBuckets = ["not-due", "1-30", "31-60", "61-90", "over-90"] as const;

/** A column of an ageing. */
export type AgeingBucket = (typeof ageingBuckets)[number];

/** An amount in each column, and together. */
export type AgedAmounts = Readonly<Record<AgeingBucket | "total", DecimalText>>;

/** An open invoice and its age. */
export interface AgedItem {
  readonly invoice: string;
  readonly customer: string;
  readonly currency: CurrencyCode;
  readonly dueAt: Instant;
  /** Days after the due day; 0 where it has not passed. */
  readonly daysOverdue: number;
  readonly bucket: AgeingBucket;
  readonly open: DecimalText;
}

/** What one customer owes in one currency, by age. */
export interface AgedCustomer {
  readonly customer: string;
  readonly currency: CurrencyCode;
  readonly amounts: AgedAmounts;
}

/** The receivable by age. */
export interface ReceivableAgeing {
  readonly customers: readonly AgedCustomer[];
  /** Of all customers: equal to the receivable's balance in each currency. */
  readonly totals: readonly { readonly currency: CurrencyCode; readonly amounts: AgedAmounts }[];
  readonly items: readonly AgedItem[];
}

/**
 * The ageing of the receivable at the end of the day that `to` closes (as at the 31st of January, give the first
 * instant of February): entries dated before `to`, payments and credit notes applied to their invoices, days counted on
 * the calendar of `zone`. Customers and items in the order of ids, then of currencies and due dates.
 *
 * What customers have on account is a liability and no negative receivable: see `customerCredit`.
 */
export const receivableAgeing = (
  entries: Iterable<JournalEntry>,
  to: Instant,
  zone: Zone = UTC,
): ReceivableAgeing => ageOpenItems(openItems(entries, to), to, zone);

/** The same of items that are open at `to` already. */
export function ageOpenItems(
  items: readonly OpenItem[],
  to: Instant,
  zone: Zone = UTC,
): ReceivableAgeing {
  const today = dayAt(zone, to - 1);
  const aged = items
    .map((item) => ({ ...item, daysOverdue: Math.max(0, today - dayAt(zone, item.dueAt)) }))
    .map((item) => ({ ...item, bucket: bucketOf(item.daysOverdue) }))
    .toSorted(byCustomer);
  const customers = grouped(aged, ({ customer, currency }) => `${customer}\n${currency}`);
  const currencies = grouped(aged, ({ currency }) => currency);
  return {
    customers: customers.map(({ first, amounts }) => ({
      customer: first.customer,
      currency: first.currency,
      amounts,
    })),
    totals: currencies
      .map(({ first, amounts }) => ({ currency: first.currency, amounts }))
      .toSorted((left, right) => (left.currency < right.currency ? -1 : 1)),
    items: aged.map((item) => ({
      ...item,
      open: minorText(item.open, item.currency),
    })),
  };
}

interface Aged extends OpenItem {
  readonly daysOverdue: number;
  readonly bucket: AgeingBucket;
}

const dayAt = (zone: Zone, instant: Instant): number => daysFromCivil(civilDateAt(zone, instant));

/** The column of an invoice so many days after its due day. */
export function bucketOf(daysOverdue: number): AgeingBucket {
  if (daysOverdue <= 0) return "not-due";
  if (daysOverdue <= 30) return "1-30";
  if (daysOverdue <= 60) return "31-60";
  return daysOverdue <= 90 ? "61-90" : "over-90";
}

function byCustomer(left: Aged, right: Aged): number {
  if (left.customer !== right.customer) return left.customer < right.customer ? -1 : 1;
  if (left.currency !== right.currency) return left.currency < right.currency ? -1 : 1;
  return left.dueAt - right.dueAt || (left.invoice < right.invoice ? -1 : 1);
}

function grouped(
  items: readonly Aged[],
  keyOf: (item: Aged) => string,
): readonly { readonly first: Aged; readonly amounts: AgedAmounts }[] {
  const groups = new Map<string, { readonly first: Aged; readonly items: Aged[] }>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? { first: item, items: [] };
    group.items.push(item);
    groups.set(keyOf(item), group);
  }
  return [...groups.values()].map((group) => ({ first: group.first, amounts: agedAmounts(group) }));
}

function agedAmounts(group: {
  readonly first: Aged;
  readonly items: readonly Aged[];
}): AgedAmounts {
  const text = (amount: Decimal): DecimalText => minorText(amount, group.first.currency);
  const inBucket = (bucket: AgeingBucket): DecimalText =>
    text(sum(group.items.filter((item) => item.bucket === bucket).map(({ open }) => open)));
  return {
    "not-due": inBucket("not-due"),
    "1-30": inBucket("1-30"),
    "31-60": inBucket("31-60"),
    "61-90": inBucket("61-90"),
    "over-90": inBucket("over-90"),
    total: text(group.items.reduce((total, { open }) => add(total, open), zero)),
  };
}
