import { entriesOf } from "../../model/model-rule.ts";
import type { Segment } from "../../model/segment.ts";
import {
  type ForecastRow,
  forecastPeriods,
  periodValue,
} from "../../plan/forecast/forecast-rows.ts";
import type { ChartSeries, ColumnChart } from "../charts/chart-svg.ts";
import type { ChartSubject } from "./chart-subjects.ts";
import type { ExportedPlan } from "./plan-export.ts";

/** A row of a chart: the row of the forecast, what it is called there, and how it is drawn. */
interface Drawn {
  readonly id: string;
  readonly name: string;
  readonly kind: ChartSeries["kind"];
}

const titles: Readonly<Record<ChartSubject, string>> = {
  revenue: "Revenue by stream",
  billings: "Billings by stream",
  mrr: "Monthly recurring revenue",
  customers: "Customers at the end",
  profit: "Gross profit and EBITDA",
  cash: "Cash at the end",
};

/** The chart of a subject. A stream or segment in which nothing ever happens is left out. */
export function planChart({ model, forecast, rows, by, chart }: ExportedPlan): ColumnChart {
  const { first, months } = forecast.customers;
  const periods = forecastPeriods(first, months, by);
  const valuesOf = (row: ForecastRow): readonly (number | null)[] =>
    periods.map((period) => {
      const value = periodValue(row, period);
      return Number.isFinite(value) ? value : null;
    });
  const series = drawnOf(chart, model).flatMap(({ id, name, kind }): readonly ChartSeries[] => {
    const row = rows.find((one) => one.id === id);
    const values = row === undefined ? [] : valuesOf(row);
    return values.some((value) => value !== null && value !== 0) ? [{ name, values, kind }] : [];
  });
  return {
    title: `${model.name}: ${titles[chart]}`,
    unit: chart === "customers" ? "customers" : model.currency,
    columns: periods.map(({ label }) => label),
    series,
    stacked: chart !== "profit",
  };
}

function drawnOf(chart: ChartSubject, model: ExportedPlan["model"]): readonly Drawn[] {
  if (chart === "revenue" || chart === "billings")
    return entriesOf(model.streams).map(([id, { name }]) => ({
      id: `${chart}.${id}`,
      name,
      kind: "bar",
    }));
  if (chart === "customers") {
    const segments = entriesOf<Segment>(model.segments);
    return segments.length < 2
      ? [{ id: "customers.closing", name: "Customers", kind: "bar" }]
      : segments.map(([id, { name }]) => ({ id: `customers.closing.${id}`, name, kind: "bar" }));
  }
  if (chart === "mrr") return [{ id: "mrr.closing", name: "MRR", kind: "line" }];
  if (chart === "cash") return [{ id: "cash", name: "Cash", kind: "line" }];
  return [
    { id: "gross-profit", name: "Gross profit", kind: "bar" },
    { id: "ebitda", name: "EBITDA", kind: "bar" },
  ];
}
