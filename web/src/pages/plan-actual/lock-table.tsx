import { Link } from "@tanstack/react-router";
import type { PlanLock } from "../../api/plan-actuals.ts";
import { formatDay, formatMonth } from "../../format/format-date.ts";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import styles from "./plan-actual.module.css";

interface Properties {
  readonly locks: readonly PlanLock[];
  readonly chosen: string;
  /** What is looked at, and stays so when another plan is chosen. */
  readonly metric: string | undefined;
}

/** Every locked plan, the newest first; each leads to what lies between it and the books. */
export function LockTable({ locks, chosen, metric }: Properties) {
  const columns: readonly Column<PlanLock>[] = [
    {
      key: "name",
      header: "Name",
      narrow: "title",
      cell: ({ id, name }) => (
        <Link
          to="/plan/actual"
          search={{ lock: id, ...(metric === undefined ? {} : { metric }) }}
          className={id === chosen ? (styles.chosen ?? "") : ""}
          aria-current={id === chosen ? "true" : undefined}
        >
          {name}
        </Link>
      ),
    },
    {
      key: "of",
      header: "Of",
      narrow: "detail",
      cell: ({ model, scenario }) => (scenario === null ? model : `${model}, ${scenario}`),
    },
    {
      key: "months",
      header: "Months",
      narrow: "detail",
      cell: ({ from, to }) => `${formatMonth(from, "short")} to ${formatMonth(to, "short")}`,
    },
    {
      key: "locked",
      header: "Locked",
      narrow: "figure",
      cell: ({ lockedAt }) => formatDay(lockedAt),
    },
  ];
  return (
    <RecordTable
      caption="Locked plans"
      columns={columns}
      rows={locks.toReversed()}
      rowKey={({ id }) => id}
      dense
    />
  );
}
