import { Link } from "@tanstack/react-router";
import type { Revenue } from "../../api/revenue.ts";
import { formatMonth } from "../../format/format-date.ts";
import { formatAmount } from "../../format/format-money.ts";
import { type Column, RecordTable } from "../../parts/record-table.tsx";

/** The figures of the revenue chart, exact: a row a month, a column a stream. */
export function RevenueTable({ revenue }: { revenue: Revenue }) {
  const rows = revenue.months.map((month, index) => ({ month, index }));
  const columns: readonly Column<{ month: string; index: number }>[] = [
    {
      key: "month",
      header: "Month",
      narrow: "title",
      cell: ({ month }) => (
        <Link to="/invoices" search={{ month }}>
          {formatMonth(month, "short")}
        </Link>
      ),
    },
    ...revenue.streams.map((stream) => ({
      key: stream.id,
      header: stream.name,
      figure: true,
      narrow: "named" as const,
      cell: ({ index }: { index: number }) =>
        formatAmount(stream.amounts[index] ?? "0", revenue.currency),
    })),
    {
      key: "total",
      header: `Total ${revenue.currency}`,
      figure: true,
      narrow: "figure",
      cell: ({ index }) => formatAmount(revenue.totals[index] ?? "0", revenue.currency),
    },
  ];
  return (
    <RecordTable
      caption="Revenue by month and stream"
      columns={columns}
      rows={rows}
      rowKey={({ month }) => month}
      dense
    />
  );
}
