import { Link } from "@tanstack/react-router";
import type { EventCharge, EventDetail } from "../../api/events.ts";
import { formatDay, formatMinute } from "../../format/format-date.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { EventTable } from "../../parts/event-table.tsx";
import { Facts } from "../../parts/facts.tsx";
import { PageStack } from "../../parts/page-stack.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { unbilledReasons } from "../../parts/unbilled-reasons.ts";
import styles from "./event.module.css";

type Correction = EventDetail["corrections"][number];

const charges: readonly Column<EventCharge>[] = [
  { key: "charge", header: "Charge", narrow: "title", cell: ({ charge }) => charge },
  { key: "meter", header: "Meter", cell: ({ meter }) => meter },
  {
    key: "subscription",
    header: "Subscription",
    cell: ({ subscription }) => (
      <Link to="/subscriptions/$subscriptionId" params={{ subscriptionId: subscription }}>
        <code>{subscription}</code>
      </Link>
    ),
  },
  { key: "period", header: "Period from", cell: ({ from }) => formatDay(from) },
  {
    key: "invoice",
    header: "Invoice",
    figure: true,
    narrow: "figure",
    cell: ({ invoice, line }) =>
      invoice === null ? (
        "To come"
      ) : (
        <Link to="/invoices/$invoiceId" params={{ invoiceId: invoice.id }} search={{ line }}>
          {invoice.number}
        </Link>
      ),
  },
];

const corrections: readonly Column<Correction>[] = [
  { key: "id", header: "Correction", narrow: "title", cell: ({ id }) => <code>{id}</code> },
  {
    key: "kind",
    header: "What",
    cell: ({ kind }) => (kind === "void" ? "Voids it" : "Replaces it"),
  },
  { key: "reason", header: "Reason", narrow: "wide", cell: ({ reason }) => reason ?? "" },
  {
    key: "at",
    header: "Received",
    figure: true,
    cell: ({ receivedAt }) => <time dateTime={receivedAt}>{formatMinute(receivedAt)}</time>,
  },
];

/** What became of an event, what it said, and who corrected it. */
export function EventView({ event }: { event: EventDetail }) {
  const last = event.versions.at(-1);
  return (
    <PageStack>
      <Facts
        facts={[
          { name: "Source", value: event.source },
          {
            name: "Customer",
            value: last && <CustomerOf event={event} customer={last.customer} />,
          },
          { name: "Happened", value: last && formatMinute(last.time) },
          { name: "Received", value: last && formatMinute(last.receivedAt) },
          { name: "Meters", value: event.meters.length > 0 ? event.meters.join(", ") : undefined },
        ]}
      />
      <Panel id="billed" title="Billed" intro="The invoice lines that have it" flush>
        {event.charges.length === 0 ? (
          <EmptyState
            next={
              <Link to="/usage" hash="unbilled">
                See every unbilled event
              </Link>
            }
          >
            {whyNot(event)}
          </EmptyState>
        ) : (
          <RecordTable
            caption="Charges"
            columns={charges}
            rows={event.charges}
            rowKey={({ line }) => line}
          />
        )}
      </Panel>
      <Panel id="said" title="What it said" intro="From first to last" flush>
        <EventTable caption="Versions" events={event.versions} />
      </Panel>
      {event.corrections.length > 0 && (
        <Panel id="corrections" title="Corrections" intro="In the order they came" flush>
          <RecordTable
            caption="Corrections"
            columns={corrections}
            rows={event.corrections}
            rowKey={({ id }) => id}
          />
        </Panel>
      )}
    </PageStack>
  );
}

/** Whose it is, as a link where there is such a customer. */
function CustomerOf({ event, customer }: { event: EventDetail; customer: string }) {
  if (event.unbilled === "unknown-customer") return customer;
  return (
    <Link to="/customers/$customerId" params={{ customerId: customer }} className={styles.link}>
      {customer}
    </Link>
  );
}

function whyNot({ status, unbilled }: EventDetail): string {
  if (status === "voided") return "It was voided and counts no more.";
  return `${unbilledReasons[unbilled ?? ""] ?? "No charge bills it"}.`;
}
