import type { PlanForecast } from "../../api/plan.ts";
import type { DrawnRow } from "../../charts/plan-charts.ts";
import { formatAmount } from "../../format/format-money.ts";
import { formatPlanPeriod } from "../../format/plan-period.ts";
import { type Column, RecordTable } from "../../parts/record-table.tsx";

interface Properties {
  readonly caption: string;
  readonly forecast: Pick<PlanForecast, "periods" | "currency">;
  readonly rows: readonly DrawnRow[];
}

/** The figures of a chart, exact: a row a period. */
export function PeriodTable({ caption, forecast, rows }: Properties) {
  const { periods, currency } = forecast;
  const columns: readonly Column<number>[] = [
    {
      key: "period",
      header: "Period",
      narrow: "title",
      cell: (at) => formatPlanPeriod(periods[at]?.label ?? ""),
    },
    ...rows.map(
      ({ name, values }): Column<number> => ({
        key: name,
        header: `${name}, ${currency}`,
        figure: true,
        narrow: "named",
        cell: (at) => formatAmount(values[at] ?? "0", currency),
      }),
    ),
  ];
  return (
    <RecordTable
      caption={caption}
      columns={columns}
      rows={periods.map((_, at) => at)}
      rowKey={String}
      dense
    />
  );
}
