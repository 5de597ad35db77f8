import { Link } from "@tanstack/react-router";
import type { Customer } from "../../api/customers.ts";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";

const columns: readonly Column<Customer["children"][number]>[] = [
  {
    key: "name",
    header: "Customer",
    narrow: "title",
    cell: ({ id, name }) => (
      <Link to="/customers/$customerId" params={{ customerId: id }}>
        {name}
      </Link>
    ),
  },
  { key: "id", header: "Id", cell: ({ id }) => <code>{id}</code> },
];

/** The customers that this one pays for: what they buy and use is on its invoices, each line under their name. */
export function DepartmentsPanel({ customer: { children } }: { customer: Customer }) {
  return (
    <Panel title="Pays for" intro="What they buy and use is on this customer's invoices" flush>
      <RecordTable
        caption="Customers that this one pays for"
        columns={columns}
        rows={children}
        rowKey={({ id }) => id}
      />
    </Panel>
  );
}
