import { Link } from "@tanstack/react-router";
import type { Plan } from "../../api/plans.ts";
import { formatPrice } from "../../format/format-money.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { Charges } from "../../parts/charges.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import styles from "./plan-table.module.css";

const columns: readonly Column<Plan>[] = [
  {
    key: "name",
    header: "Plan",
    narrow: "title",
    cell: (plan) => (
      <>
        {plan.name}
        <code className={styles.id}>{plan.id}</code>
      </>
    ),
  },
  { key: "stream", header: "Stream", narrow: "wide", cell: (plan) => plan.streamName },
  { key: "prices", header: "Price", narrow: "wide", cell: (plan) => <Prices plan={plan} /> },
  { key: "use", header: "Use", narrow: "wide", cell: (plan) => <Charges charges={plan.charges} /> },
  {
    key: "subscribers",
    header: "Subscribers",
    figure: true,
    narrow: "named",
    cell: (plan) =>
      plan.subscribers === 0 ? (
        "0"
      ) : (
        <Link to="/customers" search={{ plan: plan.id }} className={styles.subscribers}>
          {formatQuantity(plan.subscribers)}
        </Link>
      ),
  },
];

/** Plans as rows, with what they cost and what use is included. */
export function PlanTable({ plans }: { plans: readonly Plan[] }) {
  return <RecordTable caption="Plans" columns={columns} rows={plans} rowKey={(plan) => plan.id} />;
}

function Prices({ plan }: { plan: Plan }) {
  const prices = Object.entries(plan.prices);
  if (prices.length === 0) {
    return (
      <span className={styles.cadence}>{plan.charges.length > 0 ? "By use only" : "No price"}</span>
    );
  }
  return (
    <ul className={styles.prices}>
      {prices.map(([cadence, text]) => (
        <li key={cadence}>
          <span className={styles.price}>{formatPrice(text)}</span>{" "}
          <span className={styles.cadence}>{cadence}</span>
        </li>
      ))}
    </ul>
  );
}
