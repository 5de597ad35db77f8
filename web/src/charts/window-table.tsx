import type { Usage, UsageWindow, WindowUsage } from "../api/usage.ts";
import { formatWindow } from "../format/format-date.ts";
import { formatQuantity } from "../format/format-quantity.ts";
import { type Column, RecordTable } from "../parts/record-table.tsx";

const headers: Readonly<Record<UsageWindow, string>> = {
  hour: "Hour (UTC)",
  day: "Day (UTC)",
  month: "Month (UTC)",
};

/** The figures of a usage chart, exact: a row a window. */
export function WindowTable({ usage, window }: { usage: Usage; window: UsageWindow }) {
  const columns: readonly Column<WindowUsage>[] = [
    {
      key: "window",
      header: headers[window],
      narrow: "title",
      cell: ({ from }) => formatWindow(from, window),
    },
    {
      key: "events",
      header: "Events",
      figure: true,
      narrow: "none",
      cell: ({ events }) => formatQuantity(events),
    },
    {
      key: "quantity",
      header: usage.unit,
      figure: true,
      narrow: "figure",
      cell: ({ quantity }) => formatQuantity(quantity),
    },
  ];
  return (
    <RecordTable
      caption={`Usage by ${window}`}
      columns={columns}
      rows={usage.windows}
      rowKey={({ from }) => from}
      dense
    />
  );
}
