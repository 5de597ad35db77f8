import type { Customer, LicenceSummary, SubscriptionSummary } from "../../api/customers.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import styles from "./holdings.module.css";

const subscriptionColumns: readonly Column<SubscriptionSummary>[] = [
  {
    key: "plan",
    header: "Plan",
    narrow: "title",
    cell: (subscription) => subscription.planName,
  },
  { key: "id", header: "Id", cell: (subscription) => <code>{subscription.id}</code> },
  { key: "cadence", header: "Cadence", cell: (subscription) => subscription.cadence },
  { key: "start", header: "Since", cell: (subscription) => formatDay(subscription.start) },
  {
    key: "quantity",
    header: "Quantity",
    figure: true,
    narrow: "figure",
    cell: (subscription) => formatQuantity(subscription.quantity),
  },
];

const licenceColumns: readonly Column<LicenceSummary>[] = [
  {
    key: "licence",
    header: "Licence",
    narrow: "title",
    cell: (licence) => licence.name,
  },
  { key: "id", header: "Id", cell: (licence) => <code>{licence.id}</code> },
  { key: "start", header: "Bought", cell: (licence) => formatDay(licence.start) },
  {
    key: "quantity",
    header: "Quantity",
    figure: true,
    narrow: "figure",
    cell: (licence) => formatQuantity(licence.quantity),
  },
];

/** What a customer holds: subscriptions, and licences where there are any. */
export function Holdings({ customer }: { customer: Customer }) {
  const { subscriptions, licences } = customer;
  return (
    <div className={styles.holdings}>
      <Panel title="Subscriptions" flush>
        {subscriptions.length === 0 ? (
          <EmptyState>This customer has no subscription.</EmptyState>
        ) : (
          <RecordTable
            caption="Subscriptions"
            columns={subscriptionColumns}
            rows={subscriptions}
            rowKey={({ id }) => id}
          />
        )}
      </Panel>
      {licences.length > 0 && (
        <Panel title="Licences" flush>
          <RecordTable
            caption="Licences"
            columns={licenceColumns}
            rows={licences}
            rowKey={({ id }) => id}
          />
        </Panel>
      )}
    </div>
  );
}
