import { Link } from "@tanstack/react-router";
import type { Customer } from "../../api/customers.ts";
import type { Invoice, InvoiceLine } from "../../api/invoices.ts";
import { formatMinute, formatPeriod } from "../../format/format-date.ts";
import { formatQuantity, unitFor } from "../../format/format-quantity.ts";
import { Answer, isMissing } from "../../parts/answer.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { Money } from "../../parts/money.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
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
            columns={columnsOf(data, customer.timeZone ?? "UTC")}
            rows={data.lines}
            rowKey={({ id }) => id}
          />
        )}
      </Answer>
    </Panel>
  );
}

function columnsOf(draft: Invoice, zone: string): readonly Column<InvoiceLine>[] {
  return [
    {
      key: "description",
      header: "Line",
      narrow: "title",
      cell: (line) => line.description,
      foot: "Total so far",
    },
    {
      key: "period",
      header: "Period",
      narrow: "wide",
      cell: ({ period }) => (period === null ? null : formatPeriod(period.from, period.to, zone)),
    },
    {
      key: "quantity",
      header: "Quantity",
      figure: true,
      cell: ({ quantity, unit }) =>
        `${formatQuantity(quantity)}${unit === undefined ? "" : ` ${unitFor(quantity, unit)}`}`,
    },
    {
      key: "amount",
      header: "Amount",
      figure: true,
      narrow: "figure",
      cell: (line) => <Money amount={line.amount} currency={draft.currency} />,
      foot: <Money amount={draft.total} currency={draft.currency} />,
    },
  ];
}
