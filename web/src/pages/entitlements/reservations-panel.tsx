import { Link } from "@tanstack/react-router";
import type { Reservation } from "../../api/entitlements.ts";
import { formatMinute } from "../../format/format-date.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { PageList } from "../../parts/page-list.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { useReservations } from "./queries.ts";

/** What is set apart for work of unknown size, and still open. */
export function ReservationsPanel({
  customer,
  meters,
}: {
  customer: string;
  meters: ReadonlyMap<string, string>;
}) {
  const reservations = useReservations(customer);
  const columns: readonly Column<Reservation>[] = [
    { key: "id", header: "Reservation", narrow: "title", cell: ({ id }) => <code>{id}</code> },
    { key: "meter", header: "Meter", cell: ({ meter }) => meters.get(meter) ?? meter },
    {
      key: "expires",
      header: "Lapses",
      cell: ({ expiresAt }) => <time dateTime={expiresAt}>{formatMinute(expiresAt)}</time>,
    },
    {
      key: "quantity",
      header: "Set apart",
      figure: true,
      narrow: "figure",
      cell: ({ quantity }) => formatQuantity(quantity),
    },
  ];
  return (
    <Panel
      title="Reservations"
      intro="Open ones: they count as used until they are finalized, released or lapse"
      flush
    >
      <PageList
        query={reservations}
        noun="open reservation"
        empty={
          <EmptyState next={<Link to="/reference">How something is reserved</Link>}>
            Nothing is set apart. Work whose size is not known yet may reserve some of a quota, and
            say at its end what it used.
          </EmptyState>
        }
      >
        {(items) => (
          <RecordTable
            caption="Open reservations"
            columns={columns}
            rows={items}
            rowKey={({ id }) => id}
          />
        )}
      </PageList>
    </Panel>
  );
}
