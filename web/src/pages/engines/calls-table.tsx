import type { CallsHour } from "../../api/apis.ts";
import { formatWindow } from "../../format/format-date.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { type Column, RecordTable } from "../../parts/record-table.tsx";

const within = (milliseconds: number | null): string =>
  milliseconds === null ? "over 100 s" : `${formatQuantity(milliseconds)} ms`;

const columns: readonly Column<CallsHour>[] = [
  { key: "hour", header: "Hour", narrow: "title", cell: ({ from }) => formatWindow(from, "hour") },
  {
    key: "calls",
    header: "Calls",
    figure: true,
    narrow: "figure",
    cell: ({ calls }) => formatQuantity(calls),
  },
  {
    key: "failed",
    header: "Failed",
    figure: true,
    narrow: "named",
    cell: ({ failed }) => formatQuantity(failed),
  },
  {
    key: "p50",
    header: "Half within",
    figure: true,
    narrow: "named",
    cell: ({ p50Ms }) => within(p50Ms),
  },
  {
    key: "p95",
    header: "95% within",
    figure: true,
    narrow: "named",
    cell: ({ p95Ms }) => within(p95Ms),
  },
];

/** Calls of each hour, how many failed, and how fast they were answered. */
export function CallsTable({ calls }: { calls: readonly CallsHour[] }) {
  return (
    <RecordTable
      caption="Calls by hour"
      columns={columns}
      rows={calls}
      rowKey={({ from }) => from}
      dense
    />
  );
}
