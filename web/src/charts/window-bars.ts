import type { Usage } from "../api/usage.ts";
import { formatQuantity } from "../format/format-quantity.ts";
import { toGeometry } from "../format/geometry.ts";
import type { WindowLabels } from "../format/window-labels.ts";
import { barFrame, columnPointer } from "./axes.ts";
import type { ChartOption } from "./echarts-core.ts";
import type { Palette } from "./palette.ts";
import { tooltipContent, tooltipFrame } from "./tooltip.ts";

/** One bar a window of a meter's usage; the tooltip gives the exact quantity and the events behind it. */
export function windowBars(usage: Usage, labels: WindowLabels, palette: Palette): ChartOption {
  return {
    ...barFrame(palette, usage.windows.map(labels.tick)),
    tooltip: {
      ...tooltipFrame,
      axisPointer: columnPointer(palette),
      formatter: (points) => {
        const index = Array.isArray(points) ? points[0]?.dataIndex : points.dataIndex;
        const shown = usage.windows[index ?? 0];
        if (shown === undefined) return "";
        return tooltipContent(labels.full(shown), [
          { name: usage.unit, figure: formatQuantity(shown.quantity) },
          { name: "events", figure: formatQuantity(shown.events) },
        ]);
      },
    },
    series: [
      {
        type: "bar",
        data: usage.windows.map(({ quantity }) => toGeometry(quantity)),
        barMaxWidth: usage.windows.length <= 12 ? 64 : 28,
        barCategoryGap: "22%",
        large: usage.windows.length > 1000,
        itemStyle: { color: palette.series[0] ?? palette.ink, borderRadius: [2, 2, 0, 0] },
      },
    ],
  };
}
