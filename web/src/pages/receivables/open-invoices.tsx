import { Link } from "@tanstack/react-router";
import type { Ageing } from "../../api/ledger.ts";
import type { CsvRow } from "../../format/csv-text.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatCount } from "../../format/format-quantity.ts";
import { Money } from "../../parts/money.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";

type Item = Ageing["items"][number];

/** The open invoices, those longest overdue first. */
export function OpenInvoices({ ageing }: { ageing: Ageing }) {
  const names = new Map(ageing.customers.map(({ customer, name }) => [customer, name]));
  const columns: readonly Column<Item>[] = [
    {
      key: "invoice",
      header: "Invoice",
      narrow: "title",
      cell: ({ invoice }) => (
        <Link to="/invoices" search={{ q: invoice }}>
          {invoice}
        </Link>
      ),
    },
    {
      key: "customer",
      header: "Customer",
      narrow: "wide",
      cell: ({ customer }) => names.get(customer) ?? customer,
    },
    { key: "due", header: "Due", cell: ({ dueAt }) => formatDay(dueAt) },
    {
      key: "overdue",
      header: "Overdue",
      cell: ({ daysOverdue }) => (daysOverdue === 0 ? "not due" : formatCount(daysOverdue, "day")),
    },
    {
      key: "open",
      header: "Open",
      figure: true,
      narrow: "figure",
      cell: ({ open, currency }) => <Money amount={open} currency={currency} />,
    },
  ];
  const rows = ageing.items.toSorted((left, right) => right.daysOverdue - left.daysOverdue);
  return (
    <RecordTable
      csv={false}
      caption="Open invoices"
      columns={columns}
      rows={rows}
      rowKey={({ invoice, customer }) => `${invoice} ${customer}`}
    />
  );
}

/** The head of the file that {@link openInvoiceRows} makes. */
export const openInvoicesHeader: CsvRow = [
  "invoice",
  "customer",
  "name",
  "due_at",
  "days_overdue",
  "open",
  "currency",
];

/** The open invoices as rows of a file. */
export function openInvoiceRows({ items, customers }: Ageing): readonly CsvRow[] {
  const names = new Map(customers.map(({ customer, name }) => [customer, name]));
  return items.map(({ invoice, customer, dueAt, daysOverdue, open, currency }) => [
    invoice,
    customer,
    names.get(customer) ?? customer,
    dueAt,
    daysOverdue,
    open,
    currency,
  ]);
}
