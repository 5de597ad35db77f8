import type { Usage, WindowUsage } from "../api/usage.ts";
import { formatQuantity } from "../format/format-quantity.ts";
import type { WindowLabels } from "../format/window-labels.ts";
import { type Column, RecordTable } from "../parts/record-table.tsx";

/** The figures of a usage chart, exact: a row a window. */
export function WindowTable({ usage, labels }: { usage: Usage; labels: WindowLabels }) {
  const columns: readonly Column<WindowUsage>[] = [
    {
      key: "window",
      header: labels.header,
      narrow: "title",
      cell: labels.full,
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
      caption="Usage by window"
      columns={columns}
      rows={usage.windows}
      rowKey={({ from }) => from}
      dense
    />
  );
}
