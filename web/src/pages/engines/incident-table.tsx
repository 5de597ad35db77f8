import type { Incident } from "../../api/apis.ts";
import { formatMinute } from "../../format/format-date.ts";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { lengthText } from "./length-text.ts";

const columns: readonly Column<Incident>[] = [
  { key: "from", header: "From", narrow: "title", cell: ({ from }) => formatMinute(from) },
  {
    key: "to",
    header: "To",
    narrow: "named",
    cell: ({ to }) => (to === null ? <strong>still down</strong> : formatMinute(to)),
  },
  {
    key: "length",
    header: "For",
    figure: true,
    narrow: "figure",
    cell: ({ seconds }) => lengthText(seconds),
  },
];

/** When an engine was down, the latest first. */
export function IncidentTable({ incidents }: { incidents: readonly Incident[] }) {
  return (
    <RecordTable
      caption="Times it was down"
      columns={columns}
      rows={incidents}
      rowKey={({ from }) => from}
      dense
    />
  );
}
