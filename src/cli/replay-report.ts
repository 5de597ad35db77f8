import type { Invoice } from "../account/invoice.ts";
import type { PriceBook } from "../account/price-book.ts";
import type { UnbilledReason } from "../account/usage-ledger.ts";
import {
  add,
  coefficientAt,
  type Decimal,
  decimalOf,
  formatFixed,
  isPositive,
  zero,
} from "../money/decimal.ts";
import { groupThousands } from "../money/quantity.ts";
import { atEdges, harmless, left, right, wrapped } from "./columns.ts";
import { layoutWidth } from "./invoice-text.ts";
import type { ReplayedFacts } from "./replay-facts.ts";
import { counted, styled, type Terminal } from "./terminal.ts";
import type { UnbilledGroup } from "./unbilled-usage.ts";

/** A table of invoices, printed row by row as they are issued, with the sums that come under it. */
export interface InvoiceTable {
  readonly add: (invoice: Invoice) => void;
  /** Counts an invoice that was printed by other means. */
  readonly include: (invoice: Invoice) => void;
  /** Invoices so far. */
  readonly count: () => number;
  /** Prints the totals, by stream and by month of issue. */
  readonly finish: () => void;
}

const dateWidth = 10;
const linesWidth = 5;
const moneyWidth = 16;
const gap = "  ";

/** Starts the table of a replay; the heading is printed with the first invoice. */
export function invoiceTable(book: PriceBook, terminal: Terminal): InvoiceTable {
  const { currency } = book.model;
  const width = layoutWidth(terminal);
  const numberWidth = Math.max(book.series.length + 7, 7);
  const customerWidth = Math.max(
    width - numberWidth - dateWidth - linesWidth - moneyWidth - 4 * gap.length,
    16,
  );
  const row = (...cells: readonly [string, string, string, string, string]): string =>
    [
      cells[0].padEnd(numberWidth),
      cells[1].padEnd(dateWidth),
      left(cells[2], customerWidth),
      right(cells[3], linesWidth),
      right(cells[4], moneyWidth),
    ].join(gap);
  const sums = sumsOf(book);
  return {
    add: (invoice) => {
      if (sums.count() === 0) {
        const heading = row("Invoice", "Issued", "Customer", "Lines", `Total ${currency}`);
        terminal.out(styled("dim", heading, terminal, "out"));
      }
      sums.add(invoice);
      const { number, issuedAt, customer, customerName, lines, total } = invoice;
      const name = harmless(`${customerName} (${customer})`);
      terminal.out(
        row(
          number ?? "draft",
          issuedAt.slice(0, 10),
          name,
          `${lines.length}`,
          groupThousands(total),
        ),
      );
    },
    include: sums.add,
    count: sums.count,
    finish: () => {
      for (const text of sums.rows(width)) {
        const isTotal = text.startsWith("Total") || text.endsWith(currency);
        terminal.out(isTotal ? styled("bold", text, terminal, "out") : text);
      }
    },
  };
}

interface Sum {
  readonly amount: Decimal;
  readonly invoices: number;
}

interface Sums {
  readonly add: (invoice: Invoice) => void;
  readonly count: () => number;
  readonly rows: (width: number) => readonly string[];
}

const nothing: Sum = { amount: zero, invoices: 0 };

/** Sums as the invoices go by: memory grows with streams and months. */
function sumsOf(book: PriceBook): Sums {
  const byStream = new Map<string, Sum>();
  const byMonth = new Map<string, Sum>();
  let total = nothing;
  const include = (sums: Map<string, Sum>, key: string, amount: string, invoices: number): void => {
    const before = sums.get(key) ?? nothing;
    sums.set(key, {
      amount: add(before.amount, decimalOf(amount)),
      invoices: before.invoices + invoices,
    });
  };
  return {
    add: (invoice) => {
      total = { amount: add(total.amount, decimalOf(invoice.total)), invoices: total.invoices + 1 };
      include(byMonth, invoice.issuedAt.slice(0, 7), invoice.total, 1);
      for (const line of invoice.lines) include(byStream, line.stream, line.amount, 0);
    },
    count: () => total.invoices,
    rows: (width) => {
      const money = (amount: Decimal): string =>
        groupThousands(formatFixed(amount, book.minorUnits));
      const { currency, streams } = book.model;
      const all = `${money(total.amount)} ${currency}`;
      if (total.invoices === 0) return [atEdges("no invoices", all, width)];
      const streamRows = Object.entries(streams).flatMap(([id, stream]) => {
        const sum = byStream.get(id);
        if (sum === undefined) return [];
        const share = right(percentOf(sum.amount, total.amount), 8);
        return [atEdges(gap + harmless(stream.name), money(sum.amount) + share, width)];
      });
      const monthRows = [...byMonth]
        .sort(([before], [after]) => (before < after ? -1 : 1))
        .map(([month, sum]) => {
          const amount = right(money(sum.amount), moneyWidth) + " ".repeat(8);
          return atEdges(
            `${gap}${month}${gap}${counted(sum.invoices, "invoice")}`,
            amount,
            width,
          ).trimEnd();
        });
      return [
        "",
        atEdges(`Total of ${counted(total.invoices, "invoice")}`, all, width),
        "",
        "By stream",
        ...streamRows,
        "",
        "By month of issue",
        ...monthRows,
      ];
    },
  };
}

/** `16.9%`, rounded half up; nothing where there is no positive whole. */
function percentOf(part: Decimal, whole: Decimal): string {
  if (!isPositive(whole)) return "";
  const scale = Math.max(part.scale, whole.scale);
  const of = BigInt(coefficientAt(whole, scale));
  const perMille = (2_000n * BigInt(coefficientAt(part, scale)) + of) / (2n * of);
  return `${perMille / 10n}.${perMille % 10n}%`;
}

/** `22 usage events accepted, 1 sent again, 3 not billed`. */
export function usageSummary({
  usage,
  unbilled,
}: Pick<ReplayedFacts, "usage" | "unbilled">): string {
  const others = [
    [usage.duplicate, "sent again"],
    [usage.conflict, "in conflict with another"],
    [unbilled.reduce((total, { events }) => total + events, 0), "not billed"],
  ] as const;
  const said = others.flatMap(([count, words]) =>
    count === 0 ? [] : [`${count.toLocaleString("en")} ${words}`],
  );
  return [`${counted(usage.accepted, "usage event")} accepted`, ...said].join(", ");
}

const reasonWords: Readonly<Record<UnbilledReason, string>> = {
  "unknown-customer": "of an unknown customer",
  "unknown-meter": "that no meter counts",
  "no-subscription": "without a subscription at that time",
  "too-late": "too late for any invoice",
};

const namesShown = 5;

/** The events that no line charges for: how many for each reason, and the names that come most often. */
export function unbilledRows(groups: readonly UnbilledGroup[], width: number): readonly string[] {
  if (groups.length === 0) return [];
  const rows = groups.flatMap(({ reason, events, names, others }) => {
    const shown = names.slice(0, namesShown);
    const rest = names.length - shown.length;
    const more = others > 0 ? ["others"] : rest > 0 ? [counted(rest, "other")] : [];
    const list = shown.map(({ name, events: of }) => harmless(of === 1 ? name : `${name} ×${of}`));
    const text = `${events.toLocaleString("en")} ${reasonWords[reason]}: ${[...list, ...more].join(", ")}`;
    return wrapped(text, width - 4).map((row, at) => (at === 0 ? `  ${row}` : `    ${row}`));
  });
  return ["Not billed, and kept:", ...rows];
}
