import type { Plan } from "../../api/plans.ts";
import { formatPrice } from "../../format/format-money.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import styles from "./plan-table.module.css";

interface Properties {
  readonly plans: readonly Plan[];
  readonly streamName: (id: string) => string;
}

/** Plans as rows. */
export function PlanTable({ plans, streamName }: Properties) {
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
    { key: "stream", header: "Stream", narrow: "wide", cell: (plan) => streamName(plan.stream) },
    { key: "prices", header: "Price", narrow: "wide", cell: (plan) => <Prices plan={plan} /> },
    {
      key: "subscribers",
      header: "Subscribers",
      figure: true,
      narrow: "named",
      cell: (plan) => formatQuantity(plan.subscribers),
    },
  ];
  return <RecordTable caption="Plans" columns={columns} rows={plans} rowKey={(plan) => plan.id} />;
}

function Prices({ plan }: { plan: Plan }) {
  const prices = Object.entries(plan.prices);
  if (prices.length === 0) return <span className={styles.cadence}>By use only</span>;
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
