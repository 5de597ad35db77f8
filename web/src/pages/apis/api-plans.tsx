import type { ApiPlan } from "../../api/apis.ts";
import { Charges } from "../../parts/charges.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import styles from "./api-plans.module.css";

const columns: readonly Column<ApiPlan>[] = [
  { key: "plan", header: "Plan", narrow: "title", cell: (plan) => plan.name },
  {
    key: "price",
    header: "Price of use",
    narrow: "wide",
    cell: ({ charges }) =>
      charges.length === 0 ? (
        <span className={styles.quiet}>No charge for calls</span>
      ) : (
        <Charges charges={charges} />
      ),
  },
  {
    key: "without",
    header: "Not included",
    narrow: "named",
    cell: ({ without }) => (without.length === 0 ? null : without.join(", ")),
  },
];

/** Who may call, and what each plan charges for what calls count. */
export function ApiPlans({ plans }: { plans: readonly ApiPlan[] }) {
  if (plans.length === 0) return <p className={styles.none}>No plan has access.</p>;
  const shown = plans.some(({ without }) => without.length > 0)
    ? columns
    : columns.filter(({ key }) => key !== "without");
  return (
    <div className={styles.plans}>
      <RecordTable
        caption="Plans with access"
        columns={shown}
        rows={plans}
        rowKey={(plan) => plan.id}
        dense
      />
    </div>
  );
}
