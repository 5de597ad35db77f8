import { Link } from "@tanstack/react-router";
import type { CloseList, CloseSummary } from "../../api/closes.ts";
import { formatMinute, formatMonth } from "../../format/format-date.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Money } from "../../parts/money.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import styles from "./closes.module.css";

const columns: readonly Column<CloseSummary>[] = [
  {
    key: "month",
    header: "Month",
    narrow: "title",
    cell: ({ month }) => (
      <Link to="/closes" search={{ month }}>
        {formatMonth(month)}
      </Link>
    ),
  },
  { key: "closed", header: "Closed", cell: ({ closedAt }) => formatMinute(closedAt) },
  {
    key: "head",
    header: "Journal to",
    figure: true,
    narrow: "named",
    cell: ({ head }) => formatQuantity(head.position),
  },
  {
    key: "recognised",
    header: "Recognised by the close",
    figure: true,
    narrow: "figure",
    cell: ({ recognised }) =>
      recognised.map(({ currency, amount }) => (
        <span key={currency} className={styles.amount}>
          <Money amount={amount} currency={currency} />
        </span>
      )),
  },
];

/** The closed months, the latest first. */
export function CloseHistory({ closes }: { closes: CloseList }) {
  if (closes.items.length === 0)
    return (
      <EmptyState next={null}>
        No month is closed yet. A closed month never changes, and plans are held against it.
      </EmptyState>
    );
  return (
    <RecordTable
      caption="Closed months"
      columns={columns}
      rows={closes.items}
      rowKey={({ month }) => month}
    />
  );
}
