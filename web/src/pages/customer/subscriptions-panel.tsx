import { Link } from "@tanstack/react-router";
import type { Customer, SubscriptionSummary } from "../../api/customers.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { ApiCall } from "../../parts/next-act.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { StandingAndComing, whatComes } from "../../parts/standing-and-coming.tsx";
import styles from "./subscriptions-panel.module.css";

const columns: readonly Column<SubscriptionSummary>[] = [
  {
    key: "plan",
    header: "Plan",
    narrow: "title",
    cell: ({ id, planName, of }) => (
      <>
        <Link
          to="/subscriptions/$subscriptionId"
          params={{ subscriptionId: id }}
          className={of === null ? undefined : styles.addon}
        >
          {planName}
        </Link>
        {of !== null && <span className={styles.kind}>add-on</span>}
      </>
    ),
  },
  { key: "id", header: "Id", cell: ({ id }) => <code>{id}</code> },
  {
    key: "standing",
    header: "Standing",
    narrow: "wide",
    cell: (one) => <StandingAndComing subscription={one} coming={whatComes(one)} />,
  },
  { key: "cadence", header: "Cadence", cell: ({ cadence }) => cadence },
  {
    key: "start",
    header: "Since",
    cell: ({ start, standing }) => (standing === "scheduled" ? null : formatDay(start)),
  },
  {
    key: "quantity",
    header: "Quantity",
    figure: true,
    narrow: "figure",
    cell: ({ quantity }) => formatQuantity(quantity),
  },
];

/** Each subscription, and under it the add-ons that go with it. */
function inFamilies(all: readonly SubscriptionSummary[]): readonly SubscriptionSummary[] {
  const own = all.filter(({ of }) => of === null || !all.some(({ id }) => id === of));
  return own.flatMap((one) => [one, ...all.filter(({ of }) => of === one.id)]);
}

/** What the customer subscribes to, with what is known to come of it. */
export function SubscriptionsPanel({ customer }: { customer: Customer }) {
  const { subscriptions } = customer;
  return (
    <Panel title="Subscriptions" id="subscriptions" flush>
      {subscriptions.length === 0 ? (
        <EmptyState
          next={
            <ApiCall
              path="/v1/subscriptions"
              body={{
                id: `s-${customer.id}`,
                customer: customer.id,
                plan: "PLAN",
                cadence: "monthly",
                start: "YYYY-MM-DD",
              }}
            />
          }
        >
          This customer has no subscription. Sell it a plan of the model:
        </EmptyState>
      ) : (
        <RecordTable
          caption="Subscriptions"
          columns={columns}
          rows={inFamilies(subscriptions)}
          rowKey={({ id }) => id}
        />
      )}
    </Panel>
  );
}
