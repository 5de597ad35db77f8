import { formatTick } from "../format/geometry.ts";
import type { ChartOption } from "./echarts-core.ts";
import type { Palette } from "./palette.ts";

/** The frame every bar chart shares: quiet axes, few grid lines, a wash behind the column under the pointer. */
export function barFrame(palette: Palette, labels: readonly string[]): ChartOption {
  const label = { color: palette.faint, fontFamily: palette.font, fontSize: 11.5, lineHeight: 15 };
  return {
    animationDuration: 350,
    textStyle: { fontFamily: palette.font },
    // The label of a narrow last column is wider than the column.
    grid: {
      left: 4,
      right: labels.length > 12 ? 22 : 8,
      top: 12,
      bottom: 4,
      outerBoundsMode: "same",
    },
    xAxis: {
      type: "category",
      data: [...labels],
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { show: false },
      axisLabel: { ...label, hideOverlap: true, margin: 10 },
    },
    yAxis: {
      type: "value",
      splitNumber: 4,
      axisLabel: { ...label, formatter: (position: number) => formatTick(position) },
      splitLine: { lineStyle: { color: palette.line } },
    },
  };
}

/** The wash behind the column under the pointer. */
export function columnPointer(palette: Palette) {
  return { type: "shadow", shadowStyle: { color: palette.hover, opacity: 0.7 }, z: 0 } as const;
}
