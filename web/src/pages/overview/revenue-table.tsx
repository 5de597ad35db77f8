import { Link } from "@tanstack/react-router";
import type { Revenue } from "../../api/revenue.ts";
import { formatMonth } from "../../format/format-date.ts";
import { formatAmount } from "../../format/format-money.ts";
import { type Column, RecordTable } from "../../parts/record-table.tsx";

/** The figures of the chart, exact: a row a month, a column a stream, totals at the end of both. */
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
          {month === revenue.runningMonth && " so far"}
        </Link>
      ),
      foot: "Total",
    },
    ...revenue.streams.map((stream) => ({
      key: stream.id,
      header: stream.name,
      figure: true,
      narrow: "named" as const,
      cell: ({ index }: { index: number }) =>
        formatAmount(stream.amounts[index] ?? "0", revenue.currency),
      foot: formatAmount(stream.total, revenue.currency),
    })),
    {
      key: "total",
      header: `Total ${revenue.currency}`,
      figure: true,
      narrow: "figure",
      cell: ({ index }) => formatAmount(revenue.totals[index] ?? "0", revenue.currency),
      foot: formatAmount(revenue.total, revenue.currency),
    },
  ];
  return (
    <RecordTable
      caption="Billed by month and stream"
      columns={columns}
      rows={rows}
      rowKey={({ month }) => month}
      dense
    />
  );
}
