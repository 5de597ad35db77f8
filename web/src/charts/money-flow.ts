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

/** How wide the name of a place may be, in pixels: columns are at least so far apart. */
const middleLabel = 98;
const lastLabel = 126;

/** From such a part of the tallest place on, a label has room for so many lines. */
const twoLines = 0.03;
const threeLines = 0.09;
/** So many letters fit into a line between two columns, and after the last one. */
const middleLetters = 16;
const lastLetters = 21;

/** A label in two lines where it is too long for one. */
function labelLines(label: string, letters: number): readonly string[] {
  if (label.length <= letters) return [label];
  const at = label.lastIndexOf(" ", letters);
  return at <= 0 ? [label] : [label.slice(0, at), label.slice(at + 1)];
}

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
            const height = toGeometry(node.amount) / tallest;
            // What is too low for so many lines has its amount in the tooltip and in the table.
            if (height < twoLines) return node.label;
            const lines = labelLines(
              node.label,
              node.column === last ? lastLetters : middleLetters,
            );
            const amount = `{amount|${formatTick(toGeometry(node.amount))} ${currency}}`;
            return [...lines, ...(lines.length > 1 && height < threeLines ? [] : [amount])].join(
              "\n",
            );
          },
          overflow: "truncate",
          ellipsis: "…",
          rich: { amount: { color: palette.faint, fontSize: 11 } },
        },
        data: nodes.map((node) => ({
          name: node.id,
          depth: compactColumn(node, nodes, last),
          itemStyle: { color: colour(node), borderWidth: 0 },
          // Before the next column, and after the last one before the edge.
          label: { width: node.column === last ? lastLabel : middleLabel },
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
