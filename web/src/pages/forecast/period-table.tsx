import type { ForecastRowHead, PlanForecast } from "../../api/plan.ts";
import type { DrawnRow } from "../../charts/plan-charts.ts";
import { planFigure } from "../../format/plan-figure.ts";
import { formatPlanPeriod } from "../../format/plan-period.ts";
import { type Column, RecordTable } from "../../parts/record-table.tsx";

interface Properties {
  readonly caption: string;
  readonly forecast: Pick<PlanForecast, "periods" | "currency">;
  readonly rows: readonly DrawnRow[];
  /** What the figures are; amounts of money where absent. */
  readonly unit?: ForecastRowHead["unit"];
}

/** The figures of a chart, exact: a row a period. */
export function PeriodTable({ caption, forecast, rows, unit = "money" }: Properties) {
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
        header: unit === "money" ? `${name}, ${currency}` : name,
        figure: true,
        narrow: "named",
        cell: (at) => (
          <data value={values[at] ?? ""}>
            {planFigure(values[at] ?? null, { id: "", unit }, currency)}
          </data>
        ),
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
