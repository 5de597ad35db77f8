import { Link } from "@tanstack/react-router";
import type { StoredEvent } from "../api/events.ts";
import { formatMinute } from "../format/format-date.ts";
import styles from "./event-table.module.css";
import { type Column, RecordTable } from "./record-table.tsx";

const statusWords: Readonly<Record<StoredEvent["status"], string>> = {
  standing: "Counts",
  voided: "Voided",
  replaced: "Replaced",
};

const said = ({ data }: StoredEvent): string =>
  Object.entries(data)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(", ");

const columns: readonly Column<StoredEvent>[] = [
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
    key: "data",
    header: "Says",
    narrow: "wide",
    cell: (event) => <span className={styles.said}>{said(event)}</span>,
  },
  { key: "customer", header: "Customer", cell: (event) => <code>{event.customer}</code> },
  { key: "type", header: "Type", cell: (event) => <code>{event.type}</code> },
  { key: "source", header: "Source", narrow: "none", cell: (event) => event.source },
  {
    key: "status",
    header: "Status",
    cell: ({ status }) => (
      <span className={styles.status} data-status={status}>
        {statusWords[status]}
      </span>
    ),
  },
  {
    key: "time",
    header: "Time",
    figure: true,
    cell: (event) => <time dateTime={event.time}>{formatMinute(event.time)}</time>,
  },
];

/** What events said, each with a link to what became of it. */
export function EventTable({
  caption,
  events,
}: {
  caption: string;
  events: readonly StoredEvent[];
}) {
  return (
    <RecordTable
      caption={caption}
      columns={columns}
      rows={events}
      rowKey={({ source, id, receivedAt }) => `${source} ${id} ${receivedAt}`}
    />
  );
}
