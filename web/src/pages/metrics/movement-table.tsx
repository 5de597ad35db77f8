import type { Metrics, MovementKind, Movements } from "../../api/metrics.ts";
import { formatMonth } from "../../format/format-date.ts";
import { formatAmount } from "../../format/format-money.ts";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { FigureLink } from "./figure-link.tsx";
import { isRunning } from "./figures.ts";
import { movementMetrics, movementNames } from "./movement-names.ts";

interface Properties {
  readonly report: Metrics;
  readonly kinds: readonly MovementKind[];
}

/** The figures of the chart, exact: each row adds up from what the month began with to what it ended with. */
export function MovementTable({ report, kinds }: Properties) {
  const { currency } = report;
  const columns: readonly Column<Movements>[] = [
    {
      key: "month",
      header: "Month",
      narrow: "title",
      cell: ({ month }) =>
        `${formatMonth(month, "short")}${isRunning(report, month) ? " so far" : ""}`,
    },
    {
      key: "opening",
      header: "Start",
      figure: true,
      narrow: "named",
      cell: ({ opening }) => formatAmount(opening, currency),
    },
    ...kinds.map((kind) => ({
      key: kind,
      header: movementNames[kind],
      figure: true,
      narrow: "named" as const,
      cell: (row: Movements) => <Moved row={row} kind={kind} currency={currency} />,
    })),
    {
      key: "closing",
      header: `End ${currency}`,
      figure: true,
      narrow: "figure",
      cell: ({ closing, month }) => (
        <FigureLink metric="mrr" month={month}>
          {formatAmount(closing, currency)}
        </FigureLink>
      ),
    },
  ];
  return (
    <RecordTable
      caption="Movements of recurring revenue by month"
      columns={columns}
      rows={report.movements}
      rowKey={({ month }) => month}
      dense
    />
  );
}

function Moved({ row, kind, currency }: { row: Movements; kind: MovementKind; currency: string }) {
  const metric = movementMetrics[kind];
  const amount = formatAmount(row[kind], currency);
  if (metric === undefined) return amount;
  return (
    <FigureLink metric={metric} month={row.month}>
      {amount}
    </FigureLink>
  );
}
