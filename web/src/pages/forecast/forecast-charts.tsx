import { useCallback } from "react";
import type { ForecastRow, PlanBands, PlanForecast } from "../../api/plan.ts";
import { Chart } from "../../charts/chart.tsx";
import legend from "../../charts/legend.module.css";
import { BandSwatch, Swatch } from "../../charts/legend.tsx";
import type { Palette } from "../../charts/palette.ts";
import {
  bandName,
  type DrawnBand,
  type DrawnRow,
  linedPlan,
  type PlanChart,
  stackedPlan,
} from "../../charts/plan-charts.ts";
import { isZero } from "../../format/decimal-text.ts";
import { formatMoney } from "../../format/format-money.ts";
import { formatPlanPeriod } from "../../format/plan-period.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { InModel } from "../../parts/next-act.tsx";
import { PeriodTable } from "./period-table.tsx";

interface Properties {
  readonly forecast: PlanForecast;
}

/** A forecast under the name of its scenario. */
export interface NamedForecast {
  readonly name: string;
  readonly forecast: PlanForecast;
  /** Where its figures lie by chance, once that is known. */
  readonly bands: PlanBands | undefined;
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

const noMoney = "The model says nothing of costs or cash, so the plan has none.";

/** What is drawn as a line: a row of the forecast, and the figure of the trials that is the same. */
const lines = {
  revenue: { row: "revenue", band: "revenue", name: "Revenue", none: "Nothing is earned." },
  ebitda: { row: "ebitda", band: "ebitda", name: "EBITDA", none: noMoney },
  mrr: { row: "mrr.closing", band: "mrr", name: "MRR", none: "No recurring revenue is planned." },
  cash: { row: "cash", band: "cash", name: "Cash", none: noMoney },
} as const;

interface ComparedProperties {
  readonly of: keyof typeof lines;
  readonly own: NamedForecast;
  readonly beside: NamedForecast | undefined;
}

/** A figure of each period beside that of another forecast, each before the band in which it lies by chance. */
export function ComparedLine({ of, own, beside }: ComparedProperties) {
  const { row, band, name, none } = lines[of];
  const both = beside === undefined ? [own] : [own, beside];
  const shown = both.flatMap((one, series) => {
    const values = rowOf(one.forecast, row)?.values;
    return values === undefined ? [] : [{ one, series, values }];
  });
  const rows = shown.map(
    ({ one, series, values }): DrawnRow => ({
      name: beside === undefined ? name : one.name,
      values,
      series,
      dashed: series > 0,
    }),
  );
  const bands = shown.flatMap(({ one, series }): DrawnBand[] => {
    const found = one.bands?.bands.find(({ id }) => id === band);
    if (found === undefined) return [];
    return [{ ...found, series, ...(beside === undefined ? {} : { of: one.name }) }];
  });
  return (
    <Drawn
      what={`A line of ${name} by period`}
      forecast={own.forecast}
      rows={rows}
      bands={bands}
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
  readonly bands?: readonly DrawnBand[];
  readonly draw: (chart: PlanChart, palette: Palette) => ReturnType<typeof stackedPlan>;
  readonly none: string;
}

function Drawn({ what, forecast, rows, total, bands = [], draw, none }: DrawnProperties) {
  const { periods, currency } = forecast;
  const shown = JSON.stringify([rows, total, bands]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows and bands are made anew each time, and are the same while what they say is.
  const option = useCallback(
    (palette: Palette) =>
      draw({ periods, currency, rows, bands, ...(total === undefined ? {} : { total }) }, palette),
    [periods, currency, shown, draw],
  );
  if (rows.length === 0)
    return <EmptyState next={<InModel>Complete the plan in the model</InModel>}>{none}</EmptyState>;
  const told = [...rows, ...(total === undefined ? [] : [total]), ...bands.flatMap(bandRows)];
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
          {bands.length > 1 ? (
            <li>Around each line: eight of ten of its trials</li>
          ) : (
            bands.map((band) => (
              <li key={band.series}>
                <BandSwatch index={band.series} />
                {bandName(band)}
              </li>
            ))
          )}
        </ul>
      }
      table={<PeriodTable caption={what} forecast={forecast} rows={told} />}
    />
  );
}

/** A band as a table tells it. */
export function bandRows({ p10, p50, p90, of, series }: DrawnBand): readonly DrawnRow[] {
  const name = (words: string): string => (of === undefined ? words : `${of}: ${words}`);
  return [
    { name: name("1 of 10 below"), values: p10, series },
    { name: name("Half below"), values: p50, series },
    { name: name("9 of 10 below"), values: p90, series },
  ];
}
