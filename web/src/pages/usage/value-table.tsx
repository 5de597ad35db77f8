import { Button } from "@mantine/core";
import { useState } from "react";
import type { Usage, ValueUsage } from "../../api/usage.ts";
import { percentOf } from "../../format/decimal-text.ts";
import { formatCount, formatQuantity } from "../../format/format-quantity.ts";
import { valueName } from "../../format/shown-values.ts";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import styles from "./usage.module.css";

/** Values that are listed until the reader asks for all. */
const listedFirst = 12;

interface Properties {
  readonly usage: Usage;
  readonly groups: readonly ValueUsage[];
  readonly dimension: string;
  readonly addsUp: boolean;
}

/** What each value of a dimension came to over the whole range, the largest first. */
export function ValueTable({ usage, groups, dimension, addsUp }: Properties) {
  const [all, setAll] = useState(false);
  const shown = all ? groups : groups.slice(0, listedFirst);
  const more = groups.length - shown.length;
  const { total: whole } = usage;
  const columns: readonly Column<ValueUsage>[] = [
    {
      key: "value",
      header: dimension,
      narrow: "title",
      cell: ({ value }) => valueName(value),
      foot: addsUp ? "Total" : undefined,
    },
    {
      key: "events",
      header: "Events",
      figure: true,
      narrow: "named",
      cell: ({ events }) => formatQuantity(events),
      foot: addsUp ? formatQuantity(usage.events) : undefined,
    },
    ...(addsUp && whole !== null
      ? [
          {
            key: "share",
            header: "Share",
            figure: true,
            narrow: "named",
            cell: ({ total }: ValueUsage) => `${percentOf(total ?? "0", whole) ?? "0"}%`,
          } as const,
        ]
      : []),
    {
      key: "quantity",
      header: usage.unit,
      figure: true,
      narrow: "figure",
      cell: ({ total }) => (total === null ? "not known" : formatQuantity(total)),
      foot: addsUp && whole !== null ? formatQuantity(whole) : undefined,
    },
  ];
  return (
    <>
      <RecordTable
        csv={false}
        caption={`Usage by ${dimension}`}
        columns={columns}
        rows={shown}
        rowKey={({ value }) => value}
        dense
      />
      {more > 0 && (
        <div className={styles.more}>
          <Button size="xs" onClick={() => setAll(true)}>
            {formatCount(more, "more value")}
          </Button>
        </div>
      )}
    </>
  );
}
