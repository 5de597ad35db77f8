import type { CurrencyCode } from "../money/currency.ts";
import { groupThousands } from "../money/quantity.ts";
import { type VariancePart, varianceParts } from "../plan/variance/split-variance.ts";
import type { VarianceAnswer } from "../plan/variance/variance-answer.ts";
import type { VarianceMetric } from "../plan/variance/variance-tree.ts";
import { displayWidth, harmless, left, right } from "./columns.ts";
import { styled, type Terminal } from "./terminal.ts";

/** What stands above a variance. */
export interface VarianceHeading {
  readonly metric: VarianceMetric;
  readonly currency: CurrencyCode;
  readonly from: string;
  readonly to: string;
  /** The plan that it is held against: `planned@1.0`. */
  readonly plan: string;
}

/** What each part is called, in words. */
export const partNames: Readonly<Record<VariancePart, string>> = {
  volume: "Volume",
  churn: "Churn",
  mix: "Mix",
  usage: "Usage",
  price: "Price",
  discount: "Discount",
  timing: "Timing",
  fx: "Exchange rates",
  other: "Other",
};

const metricNames: Readonly<Record<VarianceMetric, string>> = {
  revenue: "Revenue",
  billings: "Billings",
  mrr: "Monthly recurring revenue",
  customers: "Customers",
};

const labelWidthMin = 34;
const figureWidth = 14;

/** From the planned figure to the actual one, step by step; then what it is made of. */
export function varianceText(
  tree: VarianceAnswer,
  { metric, currency, from, to, plan }: VarianceHeading,
  terminal: Terminal,
): readonly string[] {
  const span =
    metric === "mrr" || metric === "customers" ? `at the end of ${to}` : `${from} to ${to}`;
  const unit = metric === "customers" ? "" : `, ${currency}`;
  const width = Math.max(labelWidthMin, ...tree.children.map((child) => labelsWidth(child, 0)));
  const row = (label: string, figures: readonly string[]): string => rowOf(label, figures, width);
  const bridge = varianceParts
    .filter((part) => Number(tree.parts[part]) !== 0)
    .map((part) => row(`  ${partNames[part]}`, [signed(tree.parts[part])]));
  const head = row("", ["Plan", "Actual", "Variance"]);
  return [
    harmless(`${metricNames[metric]} against ${plan}, ${span}${unit}`),
    "",
    row("Plan", [groupThousands(tree.plan)]),
    ...bridge,
    styled("bold", row("Actual", [groupThousands(tree.actual)]), terminal, "out"),
    "",
    styled("bold", head, terminal, "out"),
    ...tree.children.flatMap((child) => nodeRows(child, 0, width)),
  ];
}

const labelOf = ({ name, unplanned }: VarianceAnswer, depth: number): string =>
  `${"  ".repeat(depth)}${name}${unplanned ? " (unplanned)" : ""}`;

/** What is printed below a row: a purchase with one charge is that charge. */
const belowOf = ({ kind, children }: VarianceAnswer): readonly VarianceAnswer[] =>
  kind === "purchase" && children.length < 2 ? [] : children;

/** Columns of the longest label of a node and of those below it. */
const labelsWidth = (node: VarianceAnswer, depth: number): number =>
  Math.max(
    displayWidth(labelOf(node, depth)),
    ...belowOf(node).map((child) => labelsWidth(child, depth + 1)),
  );

function nodeRows(node: VarianceAnswer, depth: number, width: number): readonly string[] {
  const { plan, actual, variance, parts } = node;
  const indent = "  ".repeat(depth);
  const figures = [groupThousands(plan), groupThousands(actual), signed(variance)];
  const own = [rowOf(labelOf(node, depth), figures, width)];
  const below = belowOf(node);
  const causes = varianceParts
    .filter((part) => Number(parts[part]) !== 0)
    .toSorted((one, other) => Math.abs(Number(parts[other])) - Math.abs(Number(parts[one])))
    .map((part) => `${partNames[part].toLowerCase()} ${signed(parts[part])}`);
  const why = below.length === 0 && causes.length > 0 ? [`${indent}  ${causes.join(", ")}`] : [];
  return [...own, ...why, ...below.flatMap((child) => nodeRows(child, depth + 1, width))];
}

const rowOf = (label: string, figures: readonly string[], width: number): string =>
  [left(harmless(label), width), ...figures.map((one) => right(one, figureWidth))].join(" ");

/** With its sign, but for nothing. */
const signed = (text: string): string =>
  Number(text) > 0 ? `+${groupThousands(text)}` : groupThousands(text);
