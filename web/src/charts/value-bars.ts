import type { Usage } from "../api/usage.ts";
import { formatQuantity } from "../format/format-quantity.ts";
import { toGeometry } from "../format/geometry.ts";
import type { ShownValue } from "../format/shown-values.ts";
import type { WindowLabels } from "../format/window-labels.ts";
import { barFrame, columnPointer } from "./axes.ts";
import type { ChartOption } from "./echarts-core.ts";
import type { Palette } from "./palette.ts";
import { type TooltipRow, tooltipContent, tooltipFrame } from "./tooltip.ts";

interface Drawn {
  readonly usage: Pick<Usage, "windows">;
  readonly values: readonly ShownValue[];
  readonly labels: WindowLabels;
  /** Whether the values add up to the whole, and so are stacked. */
  readonly stacked: boolean;
}

/** The values of a dimension in each window, stacked where they add up, else side by side; the tooltip gives exact quantities. */
export function valueBars(drawn: Drawn, palette: Palette): ChartOption {
  const { usage, values, labels, stacked } = drawn;
  const colour = (index: number) => palette.series[index % palette.series.length] ?? palette.ink;
  return {
    ...barFrame(palette, usage.windows.map(labels.tick)),
    tooltip: {
      ...tooltipFrame,
      axisPointer: columnPointer(palette),
      formatter: (points) => {
        const index = (Array.isArray(points) ? points[0]?.dataIndex : points.dataIndex) ?? 0;
        const window = usage.windows[index];
        if (window === undefined) return "";
        return tooltipContent(labels.full(window), tooltipRows(drawn, index, colour));
      },
    },
    series: values.map(({ name, quantities }, index) => ({
      type: "bar" as const,
      name,
      ...(stacked ? { stack: "values" } : {}),
      data: quantities.map(toGeometry),
      barMaxWidth: usage.windows.length <= 12 ? 64 : 28,
      barCategoryGap: "22%",
      itemStyle: { color: colour(index) },
      emphasis: { disabled: true },
    })),
  };
}

function tooltipRows(
  { usage, values, stacked }: Drawn,
  index: number,
  colour: (index: number) => string,
): readonly TooltipRow[] {
  const rows = values.map(({ name, quantities }, position) => ({
    name,
    figure: formatQuantity(quantities[index] ?? "0"),
    colour: colour(position),
  }));
  const total = formatQuantity(usage.windows[index]?.quantity ?? "0");
  return stacked ? [...rows.reverse(), { name: "Total", figure: total, strong: true }] : rows;
}
