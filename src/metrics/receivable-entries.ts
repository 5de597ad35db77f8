import { cash, receivable, revenue } from "../ledger/account-name.ts";
import type { SalesPeriod } from "../ledger/days-sales-outstanding.ts";
import { type JournalEntry, writeEntry } from "../ledger/entry.ts";
import { credit, debit } from "../ledger/posting.ts";
import type { Month } from "../ledger/recognition/accounting-month.ts";
import { add, type Decimal, subtract, sum, zero } from "../money/decimal.ts";
import { round } from "../money/rounding.ts";
import { originalOf, termOfRows } from "./evidence.ts";
import type { Term } from "./metric.ts";
import type { MetricFacts } from "./metric-facts.ts";
import type { ReceivableItem, ReceivableSnapshot } from "./metrics-input.ts";

/** The receivable of a month in the reporting currency; all of it at the month's own rates. */
export interface MonthReceivable {
  readonly opening: Decimal;
  readonly billings: Decimal;
  readonly closing: Decimal;
  readonly closingCurrent: Decimal;
}

/** A month's snapshots of all currencies together, to the minor unit; undefined where there are none. */
export function monthReceivable(facts: MetricFacts, month: Month): MonthReceivable | undefined {
  const rows = facts.receivables(month);
  if (rows.length === 0) return undefined;
  const total = (part: keyof MonthReceivable & keyof ReceivableSnapshot): Decimal =>
    round(
      sum(rows.map((row) => facts.book.rates.convert(row[part], row.currency, month))),
      facts.minorDigits,
    );
  return {
    opening: total("opening"),
    billings: total("billings"),
    closing: total("closing"),
    closingCurrent: total("closingCurrent"),
  };
}

/**
 * The rows behind a part of a month's receivable: its invoices and documents, where they are known; else one row for the month.
 */
export function receivableTerm(
  facts: MetricFacts,
  month: Month,
  part: keyof MonthReceivable,
  id: string = part,
): Term {
  const own = monthReceivable(facts, month);
  const all = facts.receivables(month);
  if (!all.every(({ items }) => items !== undefined))
    return termOfRows(id, [{ amount: own?.[part] ?? zero, month }]);
  const rows = all.flatMap(({ currency, items }) =>
    itemsOf(items, part).map(({ customer, invoice, amount }) => ({
      amount: facts.book.rates.convert(amount, currency, month),
      customer,
      invoice,
      original: originalOf(facts, amount, currency),
    })),
  );
  return { id, amount: own?.[part] ?? zero, rows: () => rows };
}

function itemsOf(
  items: ReceivableSnapshot["items"],
  part: keyof MonthReceivable,
): readonly ReceivableItem[] {
  if (items === undefined) return [];
  return part === "closingCurrent"
    ? items.closing.filter(({ isCurrent }) => isCurrent)
    : items[part];
}

/** A run of months of receivable as a journal, and the run's months as periods of sales. */
export interface ReceivableJournal {
  readonly entries: readonly JournalEntry[];
  readonly periods: readonly SalesPeriod[];
}

/**
 * The months up to `month` as entries of a journal, so that the ledger's days sales outstanding also count a forecast:
 * each month one invoice of what it billed and one payment of what takes the receivable to its closing. At most
 * twelve months, without a gap; none where the month itself is not given.
 */
export function receivableJournal(facts: MetricFacts, month: Month): ReceivableJournal {
  const entries: JournalEntry[] = [];
  const periods: SalesPeriod[] = [];
  let first = month + 1;
  while (first > month - 11 && facts.receivables(first - 1).length > 0) first -= 1;
  let owed = zero;
  for (let at = first; at <= month; at += 1) {
    const own = monthReceivable(facts, at);
    if (own === undefined) break;
    const from = facts.book.monthStart(at);
    const to = facts.book.monthStart(at + 1);
    const paid = subtract(add(owed, own.billings), own.closing);
    entries.push(
      entryOf(facts, "invoice", `${at}`, from, own.billings),
      entryOf(facts, "payment", `${at}`, to - 1, subtract(zero, paid)),
    );
    periods.push({ from, to });
    owed = own.closing;
  }
  return { entries, periods };
}

function entryOf(
  { currency }: MetricFacts,
  kind: "invoice" | "payment",
  number: string,
  date: number,
  amount: Decimal,
): JournalEntry {
  const other = kind === "invoice" ? revenue("all") : cash;
  return writeEntry({
    date,
    document: { kind, number },
    customer: "all",
    description: `${kind} of a month`,
    postings: [
      debit(receivable, amount, currency, { invoice: number }),
      credit(other, amount, currency),
    ],
  });
}
