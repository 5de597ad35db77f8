import type { Usage, ValueUsage } from "../../../api/usage.ts";
import { Panel } from "../../../parts/panel.tsx";
import { useLanguage } from "../../language/language.tsx";
import { type Column, DataTable } from "../../parts/data-table.tsx";

/** What each value of a dimension came to. */
export function ValueTable({ usage, dimension }: { usage: Usage; dimension: string }) {
  const { say, quantity } = useLanguage();
  const columns: readonly Column<ValueUsage>[] = [
    {
      key: "value",
      header: dimension,
      narrow: "title",
      cell: ({ value }) => (value === "" ? say("usage.no-value") : value),
    },
    {
      key: "total",
      header: usage.unit,
      figure: true,
      narrow: "figure",
      cell: ({ total }) => (total === null ? say("usage.unknown") : quantity(total)),
    },
  ];
  const caption = say("usage.by", { dimension });
  return (
    <Panel title={caption} flush>
      <DataTable
        caption={caption}
        columns={columns}
        rows={usage.groups ?? []}
        rowKey={({ value }) => value}
        dense
      />
    </Panel>
  );
}
