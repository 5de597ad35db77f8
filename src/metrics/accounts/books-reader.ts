import {
  type AccountName,
  customerCredit,
  deferredRevenue,
  namedAccount,
  prepaidCredits,
  receivable,
  revenue,
} from "../../ledger/account-name.ts";
import type { JournalEntry } from "../../ledger/entry.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import type { RevenueKind } from "../../model/stream-kinds.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { add, type Decimal, decimalOf, isZero, negate, zero } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import { serviceDayAt, type Zone } from "../../time/zone.ts";
import { monthStart } from "../calendar-month.ts";
import type {
  InputPart,
  ReceivableItem,
  ReceivableSnapshot,
  StreamRevenue,
  UnknownPart,
} from "../metrics-input.ts";

/** What is read out of the books, and for which months. */
export interface BooksReading {
  readonly zone: Zone;
  /** Of months in which nothing was ever owed: their row is of zeros. */
  readonly currency: CurrencyCode;
  /** The first and the last month that is wanted. */
  readonly first: Month;
  readonly last: Month;
  /** The last month that is closed; undefined while none is. What a month earned is known when it is closed. */
  readonly closedThrough?: Month | undefined;
  /** Whether what the last month's receivable is made of is wanted, and not only its sums. */
  readonly detailed?: boolean | undefined;
  /** Every stream there ever was, and what its revenue is for. */
  readonly kinds: ReadonlyMap<string, RevenueKind>;
}

/** The part of an input that the books tell; what they do not tell is left out, with the reason. */
export interface BooksInput {
  readonly receivables?: readonly ReceivableSnapshot[];
  readonly revenue?: readonly StreamRevenue[];
  readonly revenueThrough?: Month;
  readonly unknown: Readonly<Partial<Record<InputPart, UnknownPart>>>;
}

/** Reads a journal entry by entry: it keeps what is open, and the due date of each invoice, which may be reopened. */
export interface BooksReader {
  /** Entries come in the order of their dates. */
  readonly add: (entry: JournalEntry) => void;
  readonly input: () => BooksInput;
}

/** Nothing that was ever paid is in the books: the receivable would be everything that was billed. */
export const noPayments: UnknownPart = {
  code: "no-payments-recorded",
  message: "no payment is in the books, so what is owed is not known",
};

/** What is owed is held against a month's billings and what fell due in it: a few days of them say nothing. */
export const notOver: UnknownPart = {
  code: "month-not-over",
  message:
    "the month is not over, and what is owed is compared with what a whole month bills and brings in",
};

/** Revenue is recognised when a month is closed; before that what was billed ahead would all be deferred. */
export const notClosed: UnknownPart = {
  code: "month-not-closed",
  message: "the month is not closed in the books, so what it earned is not known",
};

/** The books say of no deferred amount whether its invoice is paid. */
export const deferredNotByInvoice: UnknownPart = {
  code: "deferred-not-by-invoice",
  message: "deferred revenue is not kept by invoice, so what is unpaid of it is not known",
};

/** What brings in money that was owed; credits and what is let off only make less of it. */
const payments: ReadonlySet<string> = new Set(["payment"]);

interface OpenInvoice {
  readonly customer: string;
  readonly invoice: string;
  readonly currency: CurrencyCode;
  readonly dueAt: Instant;
  readonly open: Decimal;
}

/** Amounts of a month by account or purpose, each in its currency. */
export type Totals = Map<string, { readonly currency: CurrencyCode; readonly amount: Decimal }>;

/** Begins a reading. */
export function readBooks(reading: BooksReading): BooksReader {
  const { zone, currency: own, first, last, closedThrough, detailed = false, kinds } = reading;
  const streamOf = streamsOf(kinds);
  const open = new Map<string, OpenInvoice>();
  const dueDates = new Map<string, Instant>();
  /** Of invoices whose own entry has not come: what is owed on them is due when it first came up. */
  const firstSeen = new Map<string, Instant>();
  const owed: Totals = new Map();
  const deferred: Totals = new Map();
  let billed: Totals = new Map();
  let earned: Totals = new Map();
  let opening: Totals = new Map();
  let sold: Sold[] = [];
  let openedWith: readonly OpenInvoice[] = [];
  const receivables: ReceivableSnapshot[] = [];
  const revenues: StreamRevenue[] = [];
  let month = first;
  let monthEnd = monthStart(zone, first + 1);
  let isBefore = true;
  let isPaid = false;

  const isDetailed = (at: Month): boolean => detailed && at >= last;

  const closeMonth = (): void => {
    const lastDay = serviceDayAt(zone, monthEnd - 1);
    const nothing: Totals = new Map([[own, { currency: own, amount: zero }]]);
    const closedWith = isDetailed(month + 1) ? [...open.values()] : [];
    for (const [currency, { amount }] of owed.size === 0 ? nothing : owed)
      receivables.push({
        month,
        currency: currency as CurrencyCode,
        opening: opening.get(currency)?.amount ?? zero,
        billings: billed.get(currency)?.amount ?? zero,
        closing: amount,
        closingCurrent: currentOf(open, currency as CurrencyCode, zone, lastDay),
        ...(isDetailed(month)
          ? { items: itemsOf(currency, { openedWith, sold, closedWith }, { zone, lastDay }) }
          : {}),
      });
    revenues.push(...streamRevenue(month, { deferred, earned }, streamOf, kinds));
    billed = new Map();
    earned = new Map();
    opening = new Map(owed);
    sold = [];
    openedWith = closedWith;
    month += 1;
    monthEnd = monthStart(zone, month + 1);
  };
  const begin = (): void => {
    isBefore = false;
    billed = new Map();
    earned = new Map();
    opening = new Map(owed);
    sold = [];
    openedWith = isDetailed(first) ? [...open.values()] : [];
  };
  const advance = (date: Instant): void => {
    if (isBefore && date >= monthStart(zone, first)) begin();
    while (month <= last && date >= monthEnd) closeMonth();
  };

  return {
    add: (entry) => {
      advance(entry.date);
      if (entry.date >= monthStart(zone, last + 1)) return;
      const { document, dueAt, customer = "", date } = entry;
      if (dueAt !== undefined) dueDates.set(document.number, dueAt);
      const isSale = document.kind === "invoice" || document.kind === "credit-note";
      for (const { account, currency, amount: text, invoice = "" } of entry.postings) {
        const amount = decimalOf(text);
        if (isSale && (account === receivable || account === customerCredit))
          put(billed, currency, currency, amount);
        if (isSale && isDetailed(month) && (account === receivable || account === customerCredit))
          sold.push({ customer, invoice: document.number, currency, amount });
        if (account === receivable) {
          isPaid ||= payments.has(document.kind);
          put(owed, currency, currency, amount);
          const key = JSON.stringify([invoice, customer, currency]);
          if (!dueDates.has(invoice) && !firstSeen.has(key)) firstSeen.set(key, date);
          const due = dueDates.get(invoice) ?? firstSeen.get(key) ?? date;
          settle(open, key, { customer, invoice, currency, dueAt: due, open: amount });
        } else if (account.startsWith("liabilities:deferred:") || account === prepaidCredits)
          put(deferred, `${account} ${currency}`, currency, amount);
        else if (account.startsWith("income:revenue:"))
          put(earned, `${account} ${currency}`, currency, amount);
      }
    },
    input: () => {
      advance(monthStart(zone, last + 1));
      return booksInput({ isPaid, receivables, revenues, closedThrough });
    },
  };
}

/** What months were read to say, as far as the books tell it. */
export const booksInput = ({
  isPaid,
  receivables,
  revenues,
  closedThrough,
}: {
  /** Whether anything that was owed was ever paid. */
  readonly isPaid: boolean;
  readonly receivables: readonly ReceivableSnapshot[];
  readonly revenues: readonly StreamRevenue[];
  readonly closedThrough: Month | undefined;
}): BooksInput => ({
  ...(isPaid ? { receivables } : {}),
  ...(closedThrough === undefined ? {} : { revenue: revenues, revenueThrough: closedThrough }),
  unknown: {
    ...(isPaid ? {} : { receivables: noPayments }),
    // Also for the months after the last that is closed.
    revenue: notClosed,
    "unpaid-deferred": deferredNotByInvoice,
  },
});

/** The stream that an account of revenue or of what is deferred is of. Credits that were sold may be used for anything: they are of none. */
export function streamsOf(
  kinds: ReadonlyMap<string, RevenueKind>,
): (account: AccountName) => string {
  const streams = new Map<AccountName, string>([[prepaidCredits, ""]]);
  for (const id of kinds.keys()) {
    streams.set(revenue(id), id);
    streams.set(deferredRevenue(id), id);
  }
  return (account) => streams.get(account) ?? namedAccount(account).parts[0] ?? "";
}

/** What a document billed, or gave back. */
interface Sold {
  readonly customer: string;
  readonly invoice: string;
  readonly currency: CurrencyCode;
  readonly amount: Decimal;
}

/** What a month's receivable of a currency is made of. */
function itemsOf(
  currency: string,
  month: {
    readonly openedWith: readonly OpenInvoice[];
    readonly sold: readonly Sold[];
    readonly closedWith: readonly OpenInvoice[];
  },
  { zone, lastDay }: { readonly zone: Zone; readonly lastDay: number },
): NonNullable<ReceivableSnapshot["items"]> {
  const owed = (all: readonly OpenInvoice[]): ReceivableItem[] =>
    all.flatMap(({ customer, invoice, currency: own, dueAt, open }) =>
      own === currency
        ? [{ customer, invoice, amount: open, isCurrent: serviceDayAt(zone, dueAt) >= lastDay }]
        : [],
    );
  return {
    opening: owed(month.openedWith),
    billings: month.sold.flatMap(({ currency: own, ...item }) => (own === currency ? [item] : [])),
    closing: owed(month.closedWith),
  };
}

/** Adds to what a key has. */
export function put(totals: Totals, key: string, currency: CurrencyCode, amount: Decimal): void {
  const known = totals.get(key);
  totals.set(key, { currency, amount: known === undefined ? amount : add(known.amount, amount) });
}

/** Adds to an invoice; one that is settled is forgotten, so that only open ones are kept. */
function settle(open: Map<string, OpenInvoice>, key: string, posted: OpenInvoice): void {
  const known = open.get(key);
  const amount = known === undefined ? posted.open : add(known.open, posted.open);
  if (isZero(amount)) open.delete(key);
  else open.set(key, { ...posted, open: amount });
}

/** What is open and not overdue at the end of a day. */
function currentOf(
  open: ReadonlyMap<string, OpenInvoice>,
  currency: CurrencyCode,
  zone: Zone,
  day: number,
): Decimal {
  let total = zero;
  for (const item of open.values())
    if (item.currency === currency && serviceDayAt(zone, item.dueAt) >= day)
      total = add(total, item.open);
  return total;
}

/** The month's revenue and the deferred balance at its end, a row for each stream and currency that has either. */
export function streamRevenue(
  month: Month,
  { deferred, earned }: { readonly deferred: Totals; readonly earned: Totals },
  streamOf: (account: AccountName) => string,
  kinds: ReadonlyMap<string, RevenueKind>,
): readonly StreamRevenue[] {
  const rows = new Map<string, StreamRevenue>();
  const enter = (totals: Totals, part: "recognised" | "deferred"): void => {
    for (const [key, { currency, amount }] of totals) {
      const stream = streamOf(key.slice(0, key.indexOf(" ")) as AccountName);
      const known = rows.get(`${stream} ${currency}`) ?? {
        month,
        stream,
        kind: kinds.get(stream) ?? "one-off",
        currency,
        recognised: zero,
        deferred: zero,
      };
      rows.set(`${stream} ${currency}`, { ...known, [part]: add(known[part], negate(amount)) });
    }
  };
  enter(earned, "recognised");
  enter(deferred, "deferred");
  return [...rows.values()].filter((row) => !isZero(row.recognised) || !isZero(row.deferred));
}
