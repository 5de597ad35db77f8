import type {
  Customer,
  LicenceSummary,
  SaleSummary,
  SubscriptionSummary,
} from "../../api/customers.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatQuantity, unitFor } from "../../format/format-quantity.ts";
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

const saleColumns: readonly Column<SaleSummary>[] = [
  {
    key: "offer",
    header: "Offer",
    narrow: "title",
    cell: ({ name, delivery }) => (delivery === null ? name : `${name}, ${delivery}`),
  },
  { key: "id", header: "Id", cell: (sale) => <code>{sale.id}</code> },
  { key: "date", header: "Date", cell: (sale) => formatDay(sale.date) },
  {
    key: "quantity",
    header: "Quantity",
    figure: true,
    narrow: "figure",
    cell: ({ quantity, unit }) =>
      `${formatQuantity(quantity)}${unit === null ? "" : ` ${unitFor(quantity, unit)}`}`,
  },
];

/** What a customer bought: subscriptions, and licences and one-off sales where there are any. */
export function Holdings({ customer }: { customer: Customer }) {
  const { subscriptions, licences, sales } = customer;
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
      {sales.length > 0 && (
        <Panel title="One-off sales" flush>
          <RecordTable
            caption="One-off sales"
            columns={saleColumns}
            rows={sales}
            rowKey={({ id }) => id}
          />
        </Panel>
      )}
    </div>
  );
}
