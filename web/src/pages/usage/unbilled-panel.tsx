import { Link } from "@tanstack/react-router";
import type { UnbilledEvent } from "../../api/usage.ts";
import { formatMinute } from "../../format/format-date.ts";
import { formatCount } from "../../format/format-quantity.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { unbilledReasons } from "../../parts/unbilled-reasons.ts";
import { useArrival } from "../../parts/use-arrival.ts";
import { useUnbilled } from "./queries.ts";
import styles from "./unbilled-panel.module.css";

const columns: readonly Column<UnbilledEvent>[] = [
  {
    key: "id",
    header: "Event",
    narrow: "title",
    cell: ({ source, id }) => (
      <Link to="/events/$source/$eventId" params={{ source, eventId: id }}>
        <code className={styles.id}>{id}</code>
      </Link>
    ),
  },
  {
    key: "reason",
    header: "Reason",
    narrow: "wide",
    cell: (event) => (
      <span className={styles.reason}>{unbilledReasons[event.reason] ?? event.reason}</span>
    ),
  },
  {
    key: "customer",
    header: "Customer",
    cell: (event) =>
      event.reason === "unknown-customer" ? (
        <code>{event.customer}</code>
      ) : (
        <Link to="/customers/$customerId" params={{ customerId: event.customer }}>
          <code>{event.customer}</code>
        </Link>
      ),
  },
  { key: "type", header: "Type", cell: (event) => <code>{event.type}</code> },
  { key: "source", header: "Source", narrow: "none", cell: (event) => event.source },
  {
    key: "time",
    header: "Time",
    figure: true,
    cell: (event) => <time dateTime={event.time}>{formatMinute(event.time)}</time>,
  },
];

/** Events that were accepted but that no invoice line can claim, each with the reason. */
export function UnbilledPanel() {
  const events = useUnbilled();
  useArrival("unbilled", events.data !== undefined);
  const total = events.data?.pages[0]?.total;
  return (
    <Panel
      id="unbilled"
      title="Unbilled events"
      intro={
        total === undefined || total === 0
          ? "Accepted events that no invoice line can claim"
          : `${formatCount(total, "accepted event")} that no invoice line can claim`
      }
      flush
    >
      <PageList
        query={events}
        noun="unbilled event"
        empty={
          <EmptyState next={null}>
            Every accepted event belongs to a subscription. Nothing is left out of an invoice.
          </EmptyState>
        }
      >
        {(items) => (
          <RecordTable
            caption="Unbilled events"
            columns={columns}
            rows={items}
            rowKey={({ source, id }) => `${source} ${id}`}
          />
        )}
      </PageList>
    </Panel>
  );
}
