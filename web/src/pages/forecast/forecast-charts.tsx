import { useCallback } from "react";
import type { ForecastRow, PlanForecast } from "../../api/plan.ts";
import { Chart } from "../../charts/chart.tsx";
import legend from "../../charts/legend.module.css";
import { Swatch } from "../../charts/legend.tsx";
import type { Palette } from "../../charts/palette.ts";
import { type DrawnRow, linedPlan, type PlanChart, stackedPlan } from "../../charts/plan-charts.ts";
import { isZero } from "../../format/decimal-text.ts";
import { formatMoney } from "../../format/format-money.ts";
import { formatPlanPeriod } from "../../format/plan-period.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { PeriodTable } from "./period-table.tsx";

interface Properties {
  readonly forecast: PlanForecast;
  readonly beside: { readonly name: string; readonly forecast: PlanForecast } | undefined;
}

const rowOf = ({ rows }: PlanForecast, id: string): ForecastRow | undefined =>
  rows.find((row) => row.id === id);

const isSomething = ({ values }: Pick<ForecastRow, "values">): boolean =>
  values.some((value) => value !== null && !isZero(value));

/** Revenue of each period, the streams on top of each other. */
export function RevenueByStream({ forecast }: Properties) {
  const rows = forecast.rows
    .filter((row) => row.section === "Revenue" && row.id.startsWith("revenue."))
    .filter(isSomething)
    .map(({ label, values }, series): DrawnRow => ({ name: label, values, series: series % 8 }));
  const total = rowOf(forecast, "revenue");
  return (
    <Drawn
      what="Stacked bars of revenue by stream"
      forecast={forecast}
      rows={rows}
      {...(total === undefined
        ? {}
        : { total: { name: "Total", values: total.values, series: 0 } })}
      draw={stackedPlan}
      none="Nothing is earned in this plan."
    />
  );
}

const movements = [
  ["new", 0, false],
  ["expansion", 2, false],
  ["contraction", 3, true],
  ["churn", 7, true],
] as const;

/** How recurring revenue moves, what is won above the line and what is lost below it. */
export function MrrMovements({ forecast }: Properties) {
  const rows = movements.flatMap(([kind, series, lost]) => {
    const row = rowOf(forecast, `mrr.${kind}`);
    return row === undefined || !isSomething(row)
      ? []
      : [{ name: row.label, values: row.values, series, lost }];
  });
  const closing = rowOf(forecast, "mrr.closing");
  return (
    <Drawn
      what="Bars of how monthly recurring revenue moves"
      forecast={forecast}
      rows={rows}
      {...(closing === undefined
        ? {}
        : { total: { name: "MRR at the end", values: closing.values, series: 0 } })}
      draw={stackedPlan}
      none="No recurring revenue is planned."
    />
  );
}

/** Cash at the end of each period, beside that of another forecast. */
export function CashLine({ forecast, beside }: Properties) {
  return (
    <Compared
      id="cash"
      name="Cash"
      forecast={forecast}
      beside={beside}
      none="The model says nothing of costs or cash, so the plan has none."
    />
  );
}

/** Recurring revenue at the end of each period, beside that of another forecast. */
export function MrrLine({ forecast, beside }: Properties) {
  return (
    <Compared
      id="mrr.closing"
      name="MRR"
      forecast={forecast}
      beside={beside}
      none="No recurring revenue is planned."
    />
  );
}

function Compared({
  id,
  name,
  forecast,
  beside,
  none,
}: Properties & { readonly id: string; readonly name: string; readonly none: string }) {
  const own = rowOf(forecast, id);
  const other = beside === undefined ? undefined : rowOf(beside.forecast, id);
  const rows: readonly DrawnRow[] = [
    ...(own === undefined ? [] : [{ name, values: own.values, series: 0 }]),
    ...(other === undefined || beside === undefined
      ? []
      : [{ name: beside.name, values: other.values, series: 1, dashed: true }]),
  ];
  return (
    <Drawn
      what={`A line of ${name} at the end of each period`}
      forecast={forecast}
      rows={rows}
      draw={linedPlan}
      none={none}
    />
  );
}

interface DrawnProperties {
  readonly what: string;
  readonly forecast: PlanForecast;
  readonly rows: readonly DrawnRow[];
  readonly total?: DrawnRow;
  readonly draw: (chart: PlanChart, palette: Palette) => ReturnType<typeof stackedPlan>;
  readonly none: string;
}

function Drawn({ what, forecast, rows, total, draw, none }: DrawnProperties) {
  const { periods, currency } = forecast;
  const shown = JSON.stringify([rows, total]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are made anew each time, and are the same while what they say is.
  const option = useCallback(
    (palette: Palette) =>
      draw({ periods, currency, rows, ...(total === undefined ? {} : { total }) }, palette),
    [periods, currency, shown, draw],
  );
  if (rows.length === 0) return <EmptyState>{none}</EmptyState>;
  const told = [...rows, ...(total === undefined ? [] : [total])];
  const last = periods.length - 1;
  return (
    <Chart
      summary={`${what}, ${formatPlanPeriod(periods[0]?.label ?? "")} to ${formatPlanPeriod(periods[last]?.label ?? "")}. At the end: ${told
        .map(({ name, values }) => `${name} ${formatMoney(values[last] ?? "0", currency)}`)
        .join("; ")}.`}
      option={option}
      height={280}
      legend={
        <ul className={legend.legend} aria-label="Legend">
          {rows.map(({ name, series }) => (
            <li key={name}>
              <Swatch index={series} />
              {name}
            </li>
          ))}
        </ul>
      }
      table={<PeriodTable caption={what} forecast={forecast} rows={told} />}
    />
  );
}
