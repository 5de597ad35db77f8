import { Link } from "@tanstack/react-router";
import type { Invoice } from "../../api/invoices.ts";
import { formatDay } from "../../format/format-date.ts";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { invoiceLineColumns } from "../../parts/invoice-line-columns.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { RecordTable } from "../../parts/record-table.tsx";
import { useUpcoming } from "./queries.ts";
import styles from "./subscription.module.css";

/** What the customer's next invoice will have of this subscription, as it stands. */
export function NextInvoicePanel({
  customer,
  subscription,
}: {
  customer: string;
  subscription: string;
}) {
  const upcoming = useUpcoming(customer);
  const [first] = upcoming.data?.documents ?? [];
  return (
    <Panel
      title="Next invoice, as it stands"
      intro={
        first === undefined
          ? undefined
          : `On ${formatDay(first.issuedAt)}; usage counts as it is known now`
      }
      aside={
        <Link
          to="/customers/$customerId"
          params={{ customerId: customer }}
          hash="timeline"
          className={styles.more}
        >
          What else is to come
        </Link>
      }
      flush
    >
      <Answer query={upcoming} loading={<LoadingRows rows={2} />}>
        {({ documents }) => <Lines documents={documents} subscription={subscription} />}
      </Answer>
    </Panel>
  );
}

function Lines({
  documents,
  subscription,
}: {
  documents: readonly Invoice[];
  subscription: string;
}) {
  const rows = documents.flatMap(({ lines, currency }) =>
    lines
      .filter((line) => line.subscription === subscription)
      .map((line) => ({ ...line, currency })),
  );
  if (rows.length === 0)
    return <EmptyState next={null}>The next invoice has nothing of this subscription.</EmptyState>;
  return (
    <RecordTable
      caption="Lines of the next invoice"
      columns={invoiceLineColumns({})}
      rows={rows}
      rowKey={({ id }) => id}
    />
  );
}
