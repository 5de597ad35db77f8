import type { RemainingObligations } from "../../api/earned.ts";
import { formatMonth } from "../../format/format-date.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Money } from "../../parts/money.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";

interface Row {
  readonly month: string;
  readonly currency: string;
  readonly amount: string;
}

const columns: readonly Column<Row>[] = [
  {
    key: "month",
    header: "Month",
    narrow: "title",
    cell: ({ month }) => formatMonth(month),
  },
  {
    key: "amount",
    header: "To be earned",
    figure: true,
    narrow: "figure",
    cell: ({ amount, currency }) => <Money amount={amount} currency={currency} />,
  },
];

/** What remains, by the month in which it will be earned. */
export function RemainingTable({ remaining }: { remaining: RemainingObligations }) {
  const rows = remaining.items.flatMap(({ currency, months }) =>
    months.map((month) => ({ ...month, currency })),
  );
  if (rows.length === 0) return <EmptyState>Nothing remains to be earned.</EmptyState>;
  return (
    <RecordTable
      caption="What remains to be earned, by month"
      columns={columns}
      rows={rows}
      rowKey={({ month, currency }) => `${month} ${currency}`}
    />
  );
}
