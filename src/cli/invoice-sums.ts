import type { Invoice } from "../account/invoice.ts";
import type { PriceBook } from "../account/price-book.ts";
import { allocate } from "../money/allocation.ts";
import {
  add,
  type Decimal,
  decimal,
  decimalOf,
  formatFixed,
  isNegative,
  isZero,
  sum,
  zero,
} from "../money/decimal.ts";
import { groupThousands } from "../money/quantity.ts";
import { atEdges, harmless, right } from "./columns.ts";
import { counted } from "./terminal.ts";

/** What invoices add up to, while they go by. */
export interface InvoiceSums {
  readonly add: (invoice: Invoice) => void;
  readonly count: () => number;
  /** The total, then by stream and by month of issue in UTC: rows under a table of that width. */
  readonly rows: (width: number) => readonly string[];
}

interface Month {
  readonly total: Decimal;
  readonly invoices: number;
}

const shareWidth = 8;

/** Nothing added yet. Memory grows with streams and months. */
export function invoiceSums(book: PriceBook): InvoiceSums {
  const { currency, streams } = book.model;
  const byStream = new Map<string, Decimal>();
  const byMonth = new Map<string, Month>();
  let invoices = 0;

  const money = (amount: Decimal): string => groupThousands(formatFixed(amount, book.minorUnits));
  const streamRows = (width: number): readonly string[] => {
    const used = Object.entries(streams).flatMap(([id, { name }]) => {
      const amount = byStream.get(id);
      return amount === undefined ? [] : [{ name: harmless(name), amount }];
    });
    const shares = sharesOf(used.map(({ amount }) => amount));
    return used.map(({ name, amount }, index) =>
      atEdges(`  ${name}`, money(amount) + right(shares[index] ?? "", shareWidth), width).trimEnd(),
    );
  };
  const monthRows = (width: number): readonly string[] =>
    [...byMonth]
      .sort(([before], [after]) => (before < after ? -1 : 1))
      .map(([month, { total, invoices: count }]) =>
        atEdges(`  ${month}  ${counted(count, "invoice")}`, money(total), width - shareWidth),
      );

  return {
    add: ({ issuedAt, total, lines }) => {
      invoices += 1;
      const month = issuedAt.slice(0, 7);
      const before = byMonth.get(month) ?? { total: zero, invoices: 0 };
      byMonth.set(month, {
        total: add(before.total, decimalOf(total)),
        invoices: before.invoices + 1,
      });
      for (const { stream, amount } of lines)
        byStream.set(stream, add(byStream.get(stream) ?? zero, decimalOf(amount)));
    },
    count: () => invoices,
    rows: (width) => {
      const total = sum([...byMonth.values()].map((month) => month.total));
      const all = `${money(total)} ${currency}`;
      if (invoices === 0) return [atEdges("No invoices", all, width)];
      return [
        atEdges(`Total of ${counted(invoices, "invoice")}`, all, width),
        "",
        "By stream",
        ...streamRows(width),
        "",
        "By month of issue",
        ...monthRows(width),
      ];
    },
  };
}

/** `16.9%` of each amount, adding up to 100.0%; nothing where a share makes no sense. */
function sharesOf(amounts: readonly Decimal[]): readonly string[] {
  if (amounts.some(isNegative) || amounts.every(isZero)) return [];
  return allocate(decimal(100), amounts, 1).map((share) => `${formatFixed(share, 1)}%`);
}
