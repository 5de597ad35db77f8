import { Link } from "@tanstack/react-router";
import type { Customer } from "../../api/customers.ts";
import type { Invoice } from "../../api/invoices.ts";
import { formatMinute } from "../../format/format-date.ts";
import { Answer } from "../../parts/answer.tsx";
import { invoiceLineColumns } from "../../parts/invoice-line-columns.tsx";
import { LoadingRows } from "../../parts/loading.tsx";
import { Panel } from "../../parts/panel.tsx";
import { RecordTable } from "../../parts/record-table.tsx";
import styles from "./customer.module.css";
import { useDrafts } from "./queries.ts";

/** The documents that wait for late events, as they stand, one panel each; nothing where they have become final meanwhile. */
export function DraftPanels({ customer }: { customer: Customer }) {
  const drafts = useDrafts(customer.id);
  const zone = customer.timeZone ?? "UTC";
  if (drafts.data === undefined) {
    return (
      <Panel title="Open draft" intro="Waits for late events" flush>
        <Answer query={drafts} loading={<LoadingRows rows={2} />}>
          {() => null}
        </Answer>
      </Panel>
    );
  }
  const { items } = drafts.data;
  return items.map((draft, place) => (
    <DraftPanel
      key={draft.id}
      draft={draft}
      zone={zone}
      title={items.length === 1 ? "Open draft" : `Open draft ${place + 1} of ${items.length}`}
    />
  ));
}

function DraftPanel({ draft, zone, title }: { draft: Invoice; zone: string; title: string }) {
  const { id, customer, currency, total, issuedAt } = draft;
  return (
    <Panel
      title={title}
      intro={`Late events may join it until it is final on ${formatMinute(issuedAt)}`}
      aside={
        <Link
          to="/customers/$customerId/drafts/$draftId"
          params={{ customerId: customer, draftId: id }}
          className={styles.more}
        >
          Open the draft
        </Link>
      }
      flush
    >
      <RecordTable
        caption={`Lines of the ${title.toLowerCase()}`}
        columns={invoiceLineColumns({
          zone,
          total: { label: "Total so far", amount: total, currency },
        })}
        rows={draft.lines.map((line) => ({ ...line, currency }))}
        rowKey={({ id: line }) => line}
      />
    </Panel>
  );
}
