import { Link } from "@tanstack/react-router";
import type { SubscriptionSummary } from "../../api/customers.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { StandingMark } from "../../parts/standing-mark.tsx";

const columns: readonly Column<SubscriptionSummary>[] = [
  {
    key: "name",
    header: "Add-on",
    narrow: "title",
    cell: ({ id, planName }) => (
      <Link to="/subscriptions/$subscriptionId" params={{ subscriptionId: id }}>
        {planName}
      </Link>
    ),
  },
  {
    key: "standing",
    header: "Standing",
    cell: ({ standing }) => <StandingMark standing={standing} />,
  },
  { key: "cadence", header: "Cadence", cell: ({ cadence }) => cadence },
  { key: "start", header: "Since", cell: ({ start }) => formatDay(start) },
  {
    key: "quantity",
    header: "Quantity",
    figure: true,
    narrow: "figure",
    cell: ({ quantity }) => formatQuantity(quantity),
  },
];

/** What was bought with the subscription; it lives and is billed in step with it. */
export function AddonsPanel({ addons }: { addons: readonly SubscriptionSummary[] }) {
  return (
    <Panel title="Add-ons" intro="They live and are billed in step with the subscription" flush>
      <RecordTable caption="Add-ons" columns={columns} rows={addons} rowKey={({ id }) => id} />
    </Panel>
  );
}
