import type { Invoice } from "../account/invoice.ts";
import type { PriceBook } from "../account/price-book.ts";
import type { UnbilledReason } from "../account/usage-ledger.ts";
import { groupThousands } from "../money/quantity.ts";
import { harmless, left, right, wrapped } from "./columns.ts";
import { layoutWidth } from "./invoice-text.ts";
import type { ReplayedFacts } from "./replay-facts.ts";
import { counted, styled, type Terminal } from "./terminal.ts";
import type { UnbilledGroup } from "./unbilled-usage.ts";

const dateWidth = 10;
const linesWidth = 5;
const moneyWidth = 16;
const gap = "  ";

/**
 * The rows of a table of invoices, printed one by one as they are issued, in the width of the terminal: `heading` once,
 * then a row for each.
 */
export function invoiceTable(
  book: PriceBook,
  terminal: Terminal,
): { readonly heading: () => string; readonly row: (invoice: Invoice) => string } {
  const { invoice, "credit-note": note } = book.series;
  const numberWidth = Math.max(invoice.length, note.length) + 7;
  const others = numberWidth + dateWidth + linesWidth + moneyWidth + 4 * gap.length;
  const customerWidth = Math.max(layoutWidth(terminal) - others, 12);
  const cells = (
    number: string,
    issued: string,
    customer: string,
    lines: string,
    total: string,
  ): string =>
    [
      number.padEnd(numberWidth),
      issued.padEnd(dateWidth),
      left(customer, customerWidth),
      right(lines, linesWidth),
      right(total, moneyWidth),
    ].join(gap);
  return {
    heading: () => {
      const total = `Total ${book.model.currency}`;
      const text = cells("Invoice", "Issued", "Customer", "Lines", total);
      return styled("dim", text, terminal, "out");
    },
    row: ({ number, issuedAt, customer, customerName, lines, total }) =>
      cells(
        number ?? "draft",
        issuedAt.slice(0, 10),
        harmless(`${customerName} (${customer})`),
        String(lines.length),
        groupThousands(total),
      ),
  };
}

/** `22 usage events accepted, 1 sent again, 2 voided, 3 not billed`. */
export function usageSummary({
  usage,
  unbilled,
}: Pick<ReplayedFacts, "usage" | "unbilled">): string {
  const others = [
    [usage.duplicate, "sent again"],
    [usage.conflict, "in conflict with another"],
    [usage.voided, "voided"],
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
