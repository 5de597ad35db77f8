import { Link } from "@tanstack/react-router";
import type { Revenue } from "../../api/revenue.ts";
import { formatMonth } from "../../format/format-date.ts";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { type MonthRow, monthRows, revenueColumns } from "../../parts/revenue-columns.ts";

/** The figures of the chart, exact: a row a month, a column a stream, totals at the end of both. */
export function RevenueTable({ revenue }: { revenue: Revenue }) {
  const columns: readonly Column<MonthRow>[] = [
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
    ...revenueColumns(revenue),
  ];
  return (
    <RecordTable
      caption="Billed by month and stream"
      columns={columns}
      rows={monthRows(revenue)}
      rowKey={({ month }) => month}
      dense
    />
  );
}
