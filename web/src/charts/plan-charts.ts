import type { ForecastPeriod, ForecastRow, PlanBand } from "../api/plan.ts";
import { formatMoney } from "../format/format-money.ts";
import { toGeometry } from "../format/geometry.ts";
import { formatPlanPeriod } from "../format/plan-period.ts";
import { barFrame, columnPointer } from "./axes.ts";
import type { ChartOption } from "./echarts-core.ts";
import type { Palette } from "./palette.ts";
import { tooltipContent, tooltipFrame } from "./tooltip.ts";

/** One row of a forecast as a chart draws it. */
export interface DrawnRow {
  readonly name: string;
  readonly values: ForecastRow["values"];
  /** The number of its colour. */
  readonly series: number;
  /** Below the line, whatever its sign. */
  readonly lost?: boolean;
  readonly dashed?: boolean;
}

/** What the charts of a forecast have in common. */
export interface PlanChart {
  readonly periods: readonly Pick<ForecastPeriod, "label">[];
  readonly currency: string;
  readonly rows: readonly DrawnRow[];
  /** A row of which only the tooltip tells: a sum. */
  readonly total?: DrawnRow;
  /** How figures of the tooltip are written; amounts of money where absent. */
  readonly figure?: (value: string) => string;
}

const zero = (value: string | null | undefined): string => value ?? "0";

function frame(chart: PlanChart, palette: Palette, pointer: "shadow" | "line"): ChartOption {
  const {
    periods,
    currency,
    rows,
    total,
    figure = (value) => formatMoney(value, currency),
  } = chart;
  return {
    ...barFrame(
      palette,
      periods.map(({ label }) => formatPlanPeriod(label)),
    ),
    tooltip: {
      ...tooltipFrame,
      axisPointer:
        pointer === "shadow"
          ? columnPointer(palette)
          : { type: "line", lineStyle: { color: palette.line } },
      formatter: (points) => {
        const index = (Array.isArray(points) ? points[0]?.dataIndex : points.dataIndex) ?? 0;
        const lines = rows.map((row) => ({
          name: row.name,
          figure: figure(zero(row.values[index])),
          colour: palette.series[row.series] ?? palette.ink,
        }));
        const sum =
          total === undefined
            ? []
            : [{ name: total.name, figure: figure(zero(total.values[index])), strong: true }];
        return tooltipContent(formatPlanPeriod(periods[index]?.label ?? ""), [...lines, ...sum]);
      },
    },
  };
}

/** Rows as bars on top of each other, what is lost below the line. */
export function stackedPlan(chart: PlanChart, palette: Palette): ChartOption {
  return {
    ...frame(chart, palette, "shadow"),
    series: chart.rows.map(({ name, values, series, lost = false }) => ({
      type: "bar" as const,
      name,
      stack: "plan",
      data: values.map((value) => (lost ? -1 : 1) * toGeometry(zero(value))),
      barMaxWidth: 72,
      barCategoryGap: values.length > 24 ? "12%" : "42%",
      itemStyle: {
        color: palette.series[series] ?? palette.ink,
        borderColor: palette.surface,
        borderWidth: values.length > 24 ? 0 : 1,
      },
      emphasis: { disabled: true },
    })),
  };
}

/** Rows as lines over the same months. */
export function linedPlan(chart: PlanChart, palette: Palette): ChartOption {
  return {
    ...frame(chart, palette, "line"),
    series: chart.rows.map(({ name, values, series, dashed = false }) => ({
      type: "line" as const,
      name,
      data: values.map((value) => toGeometry(zero(value))),
      showSymbol: values.length < 13,
      symbolSize: 6,
      lineStyle: { width: 2, type: dashed ? ("dashed" as const) : ("solid" as const) },
      color: palette.series[series] ?? palette.ink,
      emphasis: { disabled: true },
    })),
  };
}

/** The space in which a figure lies in eight of ten trials, half of them on either side of the line, and what is planned. */
export interface BandChart extends Pick<PlanChart, "periods" | "currency"> {
  readonly band: PlanBand;
  readonly figure: (value: string) => string;
}

/** A band between two lines that are not drawn, with the median and the plan. */
export function bandedPlan(
  { periods, currency, band, figure }: BandChart,
  palette: Palette,
): ChartOption {
  const { p10, p50, p90, plan } = band;
  const rows: readonly DrawnRow[] = [
    { name: "Nine of ten below", values: p90, series: 0 },
    { name: "Half below", values: p50, series: 0 },
    { name: "One of ten below", values: p10, series: 0 },
    { name: "As planned", values: plan, series: 1 },
  ];
  const colour = palette.series[0] ?? palette.ink;
  const hidden = { type: "line", stack: "band", stackStrategy: "all", showSymbol: false } as const;
  const line = { type: "line", showSymbol: periods.length < 13, symbolSize: 6 } as const;
  const low = p10.map(toGeometry);
  return {
    ...frame({ periods, currency, rows, figure }, palette, "line"),
    series: [
      { ...hidden, data: low, lineStyle: { opacity: 0 }, silent: true },
      {
        ...hidden,
        data: p90.map((value, at) => toGeometry(value) - (low[at] ?? 0)),
        lineStyle: { opacity: 0 },
        areaStyle: { color: colour, opacity: 0.16 },
        silent: true,
      },
      { ...line, data: p50.map(toGeometry), color: colour, lineStyle: { width: 2 } },
      {
        ...line,
        data: plan.map(toGeometry),
        color: palette.series[1] ?? palette.ink,
        lineStyle: { width: 2, type: "dashed" },
      },
    ],
  };
}
