import type { CustomerMethod, CustomerPayments } from "../../api/payments.ts";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingBlock } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { useCustomerPayments } from "./queries.ts";

const columns: readonly Column<CustomerMethod>[] = [
  { key: "label", header: "Method", narrow: "title", cell: ({ label }) => label },
  { key: "provider", header: "Provider", cell: ({ provider }) => provider },
  { key: "expires", header: "Expires", cell: ({ expires }) => expires },
  {
    key: "standing",
    header: "Standing",
    cell: ({ isDefault, failing }) =>
      failing ? "Refused for good" : isDefault ? "Tried first" : "Tried after",
  },
];

const autopayWords = {
  issue: "Invoices are charged as they are issued.",
  due: "Invoices are charged as they fall due.",
} as const;

/** How a customer pays: automatically or not, and with which methods. */
export function PaymentsPanel({ customer }: { customer: string }) {
  const payments = useCustomerPayments(customer);
  return (
    <Answer query={payments} loading={<LoadingBlock height={140} />}>
      {(data) => <Methods payments={data} />}
    </Answer>
  );
}

function Methods({ payments: { autopay, methods } }: { payments: CustomerPayments }) {
  const intro = autopay === null ? "Does not pay automatically." : autopayWords[autopay];
  return (
    <Panel title="Payment methods" flush intro={intro}>
      {methods.length === 0 ? (
        <EmptyState next={<a href="#portal">Make a link to its portal</a>}>
          No method is on file, so each invoice waits to be paid. The customer enters one in its
          portal.
        </EmptyState>
      ) : (
        <RecordTable
          caption="Payment methods"
          columns={columns}
          rows={methods}
          rowKey={({ id }) => id}
        />
      )}
    </Panel>
  );
}
