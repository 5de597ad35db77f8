import { Link } from "@tanstack/react-router";
import type { InvoiceSummary } from "../api/invoices.ts";
import { formatDay } from "../format/format-date.ts";
import { formatCount } from "../format/format-quantity.ts";
import { Money } from "./money.tsx";
import { type Column, RecordTable } from "./record-table.tsx";

const number: Column<InvoiceSummary> = {
  key: "number",
  header: "Number",
  narrow: "title",
  cell: (invoice) => (
    <Link to="/invoices/$invoiceId" params={{ invoiceId: invoice.id }}>
      {invoice.number}
    </Link>
  ),
};

const customer: Column<InvoiceSummary> = {
  key: "customer",
  header: "Customer",
  narrow: "wide",
  cell: (invoice) => (
    <Link to="/customers/$customerId" params={{ customerId: invoice.customer }}>
      {invoice.customerName}
    </Link>
  ),
};

const rest: readonly Column<InvoiceSummary>[] = [
  {
    key: "issued",
    header: "Issued",
    cell: (invoice) => formatDay(invoice.issuedAt),
  },
  {
    key: "due",
    header: "Due",
    cell: (invoice) => (
      <>
        <span className="narrow-only">due </span>
        {formatDay(invoice.dueAt)}
      </>
    ),
  },
  {
    key: "lines",
    header: "Lines",
    figure: true,
    narrow: "none",
    cell: (invoice) => (
      <>
        <span aria-hidden="true">{invoice.lineCount}</span>
        <span className="visually-hidden">{formatCount(invoice.lineCount, "line")}</span>
      </>
    ),
  },
  {
    key: "total",
    header: "Total",
    figure: true,
    narrow: "figure",
    cell: (invoice) => <Money amount={invoice.total} currency={invoice.currency} />,
  },
];

/** Why a list of all invoices is empty. */
export const noInvoiceYet =
  "No invoice yet. Fees in advance are invoiced as soon as they are sold, usage when its period ends.";

interface Properties {
  readonly caption: string;
  readonly invoices: readonly InvoiceSummary[];
  /** A customer's own page does not repeat the name. */
  readonly withCustomer?: boolean;
}

/** Invoices as rows, each leading to its document. */
export function InvoiceTable({ caption, invoices, withCustomer = true }: Properties) {
  const columns = withCustomer ? [number, customer, ...rest] : [number, ...rest];
  return (
    <RecordTable
      caption={caption}
      columns={columns}
      rows={invoices}
      rowKey={(invoice) => invoice.id}
    />
  );
}
