import { Link } from "@tanstack/react-router";
import type { CustomerSummary } from "../../api/customers.ts";
import { formatDay } from "../../format/format-date.ts";
import { Money } from "../../parts/money.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import styles from "./customer-table.module.css";

const columns: readonly Column<CustomerSummary>[] = [
  {
    key: "name",
    header: "Customer",
    narrow: "title",
    cell: (customer) => (
      <>
        <Link to="/customers/$customerId" params={{ customerId: customer.id }}>
          {customer.name}
        </Link>
        <span className={styles.id}>{customer.id}</span>
        {customer.parked !== null && (
          <span className={styles.parked} title={customer.parked.reason}>
            Parked
          </span>
        )}
      </>
    ),
  },
  {
    key: "plans",
    header: "Plans",
    narrow: "wide",
    cell: (customer) => <PlanNames customer={customer} />,
  },
  { key: "segment", header: "Segment", cell: (customer) => customer.segment },
  { key: "country", header: "Country", cell: (customer) => customer.country },
  { key: "since", header: "Since", cell: (customer) => formatDay(customer.createdAt) },
  {
    key: "invoiced",
    header: "Invoiced",
    figure: true,
    narrow: "figure",
    cell: (customer) => (
      <Link to="/invoices" search={{ customer: customer.id }}>
        <Money amount={customer.invoiced} currency={customer.currency} />
      </Link>
    ),
  },
];

/** Customers as rows, each leading to its page. */
export function CustomerTable({ customers }: { customers: readonly CustomerSummary[] }) {
  return (
    <RecordTable
      caption="Customers"
      columns={columns}
      rows={customers}
      rowKey={(customer) => customer.id}
    />
  );
}

function PlanNames({ customer }: { customer: CustomerSummary }) {
  const names = [...new Set(customer.subscriptions.map(({ planName }) => planName))];
  if (names.length === 0) return <span className={styles.none}>No subscription</span>;
  const [first, ...others] = names;
  return (
    <>
      {first}
      {others.length > 0 && (
        <span className={styles.others} title={others.join(", ")}>
          {` +${others.length}`}
          <span className="visually-hidden"> more: {others.join(", ")}</span>
        </span>
      )}
    </>
  );
}
