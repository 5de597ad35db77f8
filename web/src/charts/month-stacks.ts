import type { Revenue } from "../api/revenue.ts";
import { formatMonth } from "../format/format-date.ts";
import { formatMoney } from "../format/format-money.ts";
import { toGeometry } from "../format/geometry.ts";
import { barFrame, columnPointer } from "./axes.ts";
import type { ChartOption } from "./echarts-core.ts";
import type { Palette } from "./palette.ts";
import { type TooltipRow, tooltipContent, tooltipFrame } from "./tooltip.ts";

/** What was billed by month, the streams stacked, a month that still runs paler; the tooltip gives each stream's exact amount and the month's total. */
export function monthStacks(revenue: Revenue, palette: Palette): ChartOption {
  const colour = (index: number) => palette.series[index % palette.series.length] ?? palette.ink;
  return {
    ...barFrame(
      palette,
      revenue.months.map((month) => {
        const label = formatMonth(month, "short");
        return month === revenue.runningMonth ? `${label}\nso far` : label;
      }),
    ),
    tooltip: {
      ...tooltipFrame,
      axisPointer: columnPointer(palette),
      formatter: (points) => {
        const index = (Array.isArray(points) ? points[0]?.dataIndex : points.dataIndex) ?? 0;
        const month = revenue.months[index] ?? "";
        const title = `${formatMonth(month)}${month === revenue.runningMonth ? ", so far" : ""}`;
        return tooltipContent(title, monthRows(revenue, index, colour));
      },
    },
    series: revenue.streams.map((stream, index) => ({
      type: "bar" as const,
      name: stream.name,
      stack: "revenue",
      data: stream.amounts.map((amount, month) =>
        revenue.months[month] === revenue.runningMonth
          ? { value: toGeometry(amount), itemStyle: { opacity: 0.55 } }
          : toGeometry(amount),
      ),
      barMaxWidth: 72,
      barCategoryGap: "42%",
      itemStyle: { color: colour(index), borderColor: palette.surface, borderWidth: 1 },
      emphasis: { disabled: true },
    })),
  };
}

function monthRows(
  revenue: Revenue,
  index: number,
  colour: (index: number) => string,
): readonly TooltipRow[] {
  const streams = revenue.streams.map((stream, position) => ({
    name: stream.name,
    figure: formatMoney(stream.amounts[index] ?? "0", revenue.currency),
    colour: colour(position),
  }));
  const total = formatMoney(revenue.totals[index] ?? "0", revenue.currency);
  return [...streams.reverse(), { name: "Total", figure: total, strong: true }];
}
