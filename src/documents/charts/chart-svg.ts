import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TitleComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

/** One series of a chart, a value for each column; null where there is none. */
export interface ChartSeries {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly kind: "bar" | "line";
}

/** A chart of columns in time. */
export interface ColumnChart {
  readonly title: string;
  /** What the values are in: `USD`, `customers`, `%`. */
  readonly unit: string;
  readonly columns: readonly string[];
  readonly series: readonly ChartSeries[];
  /** Whether bars stand upon each other. */
  readonly stacked: boolean;
}

/** Of a drawing, in CSS pixels. */
const chartSize = { width: 960, height: 480 } as const;

/** The series colours of the console in its light scheme. */
const colours = [
  "#26386e",
  "#bd8d26",
  "#3b8a84",
  "#b8593c",
  "#8565a3",
  "#6d7890",
  "#7b8638",
  "#a34a6b",
];

const font = "Inter, sans-serif";

/** Draws a chart as SVG, without a browser and without anything from outside; the same chart gives the same bytes. */
export function chartSvg({ title, unit, columns, series, stacked }: ColumnChart): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, ...chartSize });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: "#ffffff",
      color: colours,
      textStyle: { fontFamily: font },
      title: {
        text: title,
        subtext: unit,
        left: 16,
        top: 8,
        textStyle: { fontSize: 18, fontWeight: 600 },
        subtextStyle: { color: "#54555a" },
      },
      legend: {
        show: series.length > 1,
        bottom: 8,
        itemGap: legendGap,
        padding: [5, 24],
        textStyle: { fontSize: 12 },
      },
      grid: {
        left: 88,
        right: 24,
        top: 72,
        bottom: 30 + legendRows(series) * legendRowHeight,
      },
      xAxis: { type: "category", data: [...columns], axisTick: { show: false } },
      yAxis: {
        type: "value",
        axisLabel: { formatter: shortText },
        splitLine: { lineStyle: { color: "#e6e8ec" } },
      },
      series: series.map(({ name, values, kind }) => ({
        type: kind,
        name,
        data: values.map((value) => value ?? "-"),
        ...(stacked && kind === "bar" ? { stack: "all" } : {}),
        ...(kind === "line" ? { showSymbol: false, lineStyle: { width: 2.5 } } : {}),
      })),
    });
    return withStableIds(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}

const legendGap = 28;
/** Rows of it stand as far apart as its names do. */
const legendRowHeight = 14 + legendGap;
/** The mark of a series and the space beside it, and about how wide a letter of its name is. */
const legendMark = 30;
const letterWidth = 7;

/** How many rows the names of the series take below a chart, a little too many rather than too few; none for one that needs no name. */
function legendRows(series: readonly ChartSeries[]): number {
  if (series.length < 2) return 0;
  let rows = 1;
  let used = 0;
  for (const { name } of series) {
    const width = legendMark + name.length * letterWidth;
    if (used > 0 && used + legendGap + width > chartSize.width - 48) {
      rows += 1;
      used = 0;
    }
    used += (used > 0 ? legendGap : 0) + width;
  }
  return rows;
}

/** Ids carry a number that counts up from chart to chart, and styles are for a mouse over it: a drawing needs neither. */
const withStableIds = (svg: string): string =>
  svg
    .replace(/<style >.*?<\/style>/gs, "")
    .replace(/ class="zr\d+-cls-\d+"/g, "")
    .replace(/\bzr\d+-/g, "zr-");

/** `1.5M`, `-20k`: the figures of an axis. */
function shortText(value: number): string {
  const size = Math.abs(value);
  const [power, sign] =
    size >= 1e9 ? [1e9, "B"] : size >= 1e6 ? [1e6, "M"] : size >= 1e4 ? [1e3, "k"] : [1, ""];
  return `${Number((value / power).toPrecision(4)).toLocaleString("en")}${sign}`;
}
