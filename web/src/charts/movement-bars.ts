import type { Metrics, MovementKind } from "../api/metrics.ts";
import { formatMonth } from "../format/format-date.ts";
import { formatMoney } from "../format/format-money.ts";
import { toGeometry } from "../format/geometry.ts";
import { barFrame, columnPointer } from "./axes.ts";
import type { ChartOption } from "./echarts-core.ts";
import type { Palette } from "./palette.ts";
import { tooltipContent, tooltipFrame } from "./tooltip.ts";

/** The colour of each kind of movement, as the number of its series. */
export const movementColour: Readonly<Record<MovementKind, number>> = {
  new: 0,
  expansion: 2,
  reactivation: 1,
  contraction: 3,
  churn: 7,
  price: 4,
  transfer: 5,
  fx: 6,
};

/** The movements of each month, what was gained above the line and what was lost below it; a month that still runs is paler. */
export function movementBars(
  { movements, currency, incompleteFrom }: Metrics,
  kinds: readonly MovementKind[],
  names: Readonly<Record<MovementKind, string>>,
  palette: Palette,
): ChartOption {
  const colour = (kind: MovementKind): string =>
    palette.series[movementColour[kind]] ?? palette.ink;
  const runs = (month: string): boolean => incompleteFrom !== null && month >= incompleteFrom;
  return {
    ...barFrame(
      palette,
      movements.map(({ month }) => {
        const label = formatMonth(month, "short");
        return runs(month) ? `${label}\nso far` : label;
      }),
    ),
    tooltip: {
      ...tooltipFrame,
      axisPointer: columnPointer(palette),
      formatter: (points) => {
        const index = (Array.isArray(points) ? points[0]?.dataIndex : points.dataIndex) ?? 0;
        const shown = movements[index];
        if (shown === undefined) return "";
        const moved = kinds.map((kind) => ({
          name: names[kind],
          figure: formatMoney(shown[kind], currency),
          colour: colour(kind),
        }));
        const closing = { name: "MRR at the end", figure: formatMoney(shown.closing, currency) };
        const title = `${formatMonth(shown.month)}${runs(shown.month) ? ", so far" : ""}`;
        return tooltipContent(title, [...moved, { ...closing, strong: true }]);
      },
    },
    series: kinds.map((kind) => ({
      type: "bar" as const,
      name: names[kind],
      stack: "movements",
      data: movements.map((row) =>
        runs(row.month)
          ? { value: toGeometry(row[kind]), itemStyle: { opacity: 0.55 } }
          : toGeometry(row[kind]),
      ),
      barMaxWidth: 56,
      barCategoryGap: "38%",
      itemStyle: { color: colour(kind), borderColor: palette.surface, borderWidth: 1 },
      emphasis: { disabled: true },
    })),
  };
}
