import type { LineSeriesOption } from "echarts/charts";
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

/** Where a row lies by chance. */
export interface DrawnBand extends Pick<PlanBand, "p10" | "p50" | "p90"> {
  /** Whose it is, where there are several. */
  readonly of?: string;
  /** The number of its colour. */
  readonly series: number;
}

/** What a band is called, by itself or as that of one of several rows. */
export const bandName = ({ of }: Pick<DrawnBand, "of">): string =>
  of === undefined ? "Eight of ten trials" : `Eight of ten trials, ${of}`;

/** What the charts of a forecast have in common. */
export interface PlanChart {
  readonly periods: readonly Pick<ForecastPeriod, "label">[];
  readonly currency: string;
  readonly rows: readonly DrawnRow[];
  /** A row of which only the tooltip tells: a sum. */
  readonly total?: DrawnRow;
  /** Where rows lie by chance, as shaded bands behind the lines. */
  readonly bands?: readonly DrawnBand[];
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
    bands = [],
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
        const chance = bands.flatMap((band) => {
          const [low, half, high] = [band.p10, band.p50, band.p90].map((values) =>
            figure(zero(values[index])),
          );
          return [
            { name: bandName(band), figure: `${low} to ${high}` },
            { name: "Half of them below", figure: half ?? "" },
          ];
        });
        return tooltipContent(formatPlanPeriod(periods[index]?.label ?? ""), [
          ...lines,
          ...sum,
          ...chance,
        ]);
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

/** Rows as lines over the same months, before the bands in which they lie by chance. */
export function linedPlan(chart: PlanChart, palette: Palette): ChartOption {
  const lines = chart.rows.map(({ name, values, series, dashed = false }) => ({
    type: "line" as const,
    name,
    data: values.map((value) => toGeometry(zero(value))),
    showSymbol: values.length < 13,
    symbolSize: 6,
    lineStyle: { width: 2, type: dashed ? ("dashed" as const) : ("solid" as const) },
    color: palette.series[series] ?? palette.ink,
    emphasis: { disabled: true },
  }));
  const bands = (chart.bands ?? []).flatMap((band) => bandSeriesOf(band, palette));
  return { ...frame(chart, palette, "line"), series: [...bands, ...lines] };
}

/** The space in which eight of ten trials lie, between two lines that are not drawn, and the one that half of them lie below. */
function bandSeriesOf({ p10, p50, p90, series }: DrawnBand, palette: Palette): LineSeriesOption[] {
  const colour = palette.series[series] ?? palette.ink;
  const edge = {
    type: "line",
    stack: `band-${series}`,
    stackStrategy: "all",
    showSymbol: false,
    lineStyle: { opacity: 0 },
    silent: true,
  } as const;
  const low = p10.map(toGeometry);
  return [
    { ...edge, data: low },
    {
      ...edge,
      data: p90.map((value, at) => toGeometry(value) - (low[at] ?? 0)),
      areaStyle: { color: colour, opacity: 0.16 },
    },
    {
      type: "line",
      data: p50.map(toGeometry),
      showSymbol: false,
      silent: true,
      color: colour,
      lineStyle: { width: 1, type: "dotted" },
    },
  ];
}
