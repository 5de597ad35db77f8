import { Link } from "@tanstack/react-router";
import type { Customer } from "../../api/customers.ts";
import { formatMinute } from "../../format/format-date.ts";
import { Answer, isMissing } from "../../parts/answer.tsx";
import { invoiceLineColumns } from "../../parts/invoice-line-columns.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { RecordTable } from "../../parts/record-table.tsx";
import styles from "./customer.module.css";
import { useDraft } from "./queries.ts";

/** The invoice that waits for late events, as it stands; nothing where it has become final meanwhile. */
export function DraftPanel({ customer }: { customer: Customer }) {
  const draft = useDraft(customer.id);
  if (isMissing(draft)) return null;
  return (
    <Panel
      title="Open draft"
      intro={
        draft.data === undefined
          ? "Waits for late events"
          : `Late events may join it until it is final on ${formatMinute(draft.data.issuedAt)}`
      }
      aside={
        <Link
          to="/customers/$customerId/draft"
          params={{ customerId: customer.id }}
          className={styles.more}
        >
          Open the draft
        </Link>
      }
      flush
    >
      <Answer query={draft} loading={<LoadingRows rows={2} />}>
        {(data) => (
          <RecordTable
            caption="Lines of the open draft"
            columns={invoiceLineColumns({
              zone: customer.timeZone ?? "UTC",
              total: { label: "Total so far", amount: data.total, currency: data.currency },
            })}
            rows={data.lines.map((line) => ({ ...line, currency: data.currency }))}
            rowKey={({ id }) => id}
          />
        )}
      </Answer>
    </Panel>
  );
}
