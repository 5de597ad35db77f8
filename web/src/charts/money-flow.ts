import type { FlowPlace, PlanFlows } from "../api/plan.ts";
import { formatMoney } from "../format/format-money.ts";
import { formatTick, toGeometry } from "../format/geometry.ts";
import type { ChartOption } from "./echarts-core.ts";
import type { Palette } from "./palette.ts";
import { tooltipContent, tooltipFrame } from "./tooltip.ts";

/** The colour of each kind of place, as the number of its series: what comes in, what is spent, what is left. */
const colours: Readonly<Record<string, number>> = {
  segment: 4,
  purchase: 2,
  income: 2,
  stream: 0,
  revenue: 0,
  "partner-shares": 6,
  "cost-of-revenue": 3,
  cost: 3,
  reductions: 7,
  credit: 6,
  shortfall: 7,
  "gross-profit": 1,
  "operating-costs": 5,
  function: 5,
  ebitda: 1,
};

/** The places of a year's money from left to right, each as tall as what flows through it. */
export function moneyFlow({ nodes, links, currency }: PlanFlows, palette: Palette): ChartOption {
  const colour = ({ kind }: FlowPlace): string => palette.series[colours[kind] ?? 0] ?? palette.ink;
  const names = new Map(nodes.map(({ id, label }) => [id, label]));
  const last = Math.max(...nodes.map(({ column }) => column));
  const tallest = Math.max(...nodes.map(({ amount }) => toGeometry(amount)));
  return {
    animationDuration: 350,
    textStyle: { fontFamily: palette.font },
    tooltip: {
      ...tooltipFrame,
      trigger: "item",
      formatter: (point) => {
        const shown = Array.isArray(point) ? point[0] : point;
        const link = links[shown?.dataIndex ?? 0];
        const node = nodes[shown?.dataIndex ?? 0];
        if (shown?.dataType === "edge" && link !== undefined) {
          const [from = "", to = ""] = [names.get(link.from), names.get(link.to)];
          return tooltipContent(from, [{ name: to, figure: formatMoney(link.amount, currency) }]);
        }
        if (node === undefined) return "";
        return tooltipContent(node.label, [
          { name: "In all", figure: formatMoney(node.amount, currency), colour: colour(node) },
        ]);
      },
    },
    series: [
      {
        type: "sankey",
        left: 4,
        right: 132,
        top: 12,
        bottom: 12,
        nodeWidth: 12,
        nodeGap: 20,
        draggable: false,
        layoutIterations: 48,
        emphasis: { focus: "adjacency" },
        lineStyle: { color: "gradient", opacity: 0.28, curveness: 0.5 },
        label: {
          color: palette.ink,
          fontFamily: palette.font,
          fontSize: 12,
          lineHeight: 15,
          formatter: ({ name }) => {
            const node = nodes.find(({ id }) => id === name);
            if (node === undefined) return "";
            // What is too low for two lines has its amount in the tooltip and in the table.
            if (toGeometry(node.amount) < tallest * 0.03) return node.label;
            return `${node.label}\n{amount|${formatTick(toGeometry(node.amount))} ${currency}}`;
          },
          width: 116,
          overflow: "truncate",
          rich: { amount: { color: palette.faint, fontSize: 11 } },
        },
        data: nodes.map((node) => ({
          name: node.id,
          depth: compactColumn(node, nodes, last),
          itemStyle: { color: colour(node), borderWidth: 0 },
        })),
        links: links.map(({ from, to, amount }) => ({
          source: from,
          target: to,
          value: toGeometry(amount),
        })),
      },
    ],
  };
}

/** The column of a place, when columns in which nothing stands are left out. */
function compactColumn({ column }: FlowPlace, nodes: readonly FlowPlace[], last: number): number {
  const used = Array.from({ length: last + 1 }, (_, index) => index).filter((index) =>
    nodes.some((node) => node.column === index),
  );
  return used.indexOf(column);
}
