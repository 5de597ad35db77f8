import type { CurrencyCode } from "../money/currency.ts";
import { groupThousands } from "../money/quantity.ts";
import type { PlanMetric } from "../plan/variance/plan-metrics.ts";
import { type VariancePart, varianceParts } from "../plan/variance/split-variance.ts";
import type { VarianceAnswer } from "../plan/variance/variance-answer.ts";
import { displayWidth, harmless, left, right } from "./columns.ts";
import { styled, type Terminal } from "./terminal.ts";

/** What stands above a variance. */
export interface VarianceHeading extends Pick<PlanMetric, "label" | "unit" | "over"> {
  readonly metric: string;
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
  rate: "Cost rates",
  spending: "Spending",
  other: "Other",
};

const labelWidthMin = 34;
const figureWidth = 14;

/** From the planned figure to the actual one, step by step; then what it is made of. */
export function varianceText(
  tree: VarianceAnswer,
  { metric, label, unit, over, currency, from, to, plan }: VarianceHeading,
  terminal: Terminal,
): readonly string[] {
  const span = over === "last" ? `at the end of ${to}` : `${from} to ${to}`;
  const counted = unit === "money" ? `, ${currency}` : "";
  const shown = figureIn(metric, unit);
  const signed = signedIn(shown);
  const width = Math.max(labelWidthMin, ...tree.children.map((child) => labelsWidth(child, 0)));
  const row = (label: string, figures: readonly string[]): string => rowOf(label, figures, width);
  const bridge = varianceParts
    .filter((part) => Number(tree.parts[part]) !== 0)
    .map((part) => row(`  ${partNames[part]}`, [signed(tree.parts[part])]));
  const head = row("", ["Plan", "Actual", "Variance"]);
  return [
    harmless(`${label} against ${plan}, ${span}${counted}`),
    "",
    row("Plan", [shown(tree.plan)]),
    ...bridge,
    styled("bold", row("Actual", [shown(tree.actual)]), terminal, "out"),
    ...(tree.children.length === 0 ? [] : ["", styled("bold", head, terminal, "out")]),
    ...tree.children.flatMap((child) => nodeRows(child, 0, width, shown)),
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

function nodeRows(
  node: VarianceAnswer,
  depth: number,
  width: number,
  shown: (text: string) => string,
): readonly string[] {
  const signed = signedIn(shown);
  const { plan, actual, variance, parts } = node;
  const indent = "  ".repeat(depth);
  const figures = [shown(plan), shown(actual), signed(variance)];
  const own = [rowOf(labelOf(node, depth), figures, width)];
  const below = belowOf(node);
  const causes = varianceParts
    .filter((part) => Number(parts[part]) !== 0)
    .toSorted((one, other) => Math.abs(Number(parts[other])) - Math.abs(Number(parts[one])))
    .map((part) => `${partNames[part].toLowerCase()} ${signed(parts[part])}`);
  const why = below.length === 0 && causes.length > 0 ? [`${indent}  ${causes.join(", ")}`] : [];
  return [...own, ...why, ...below.flatMap((child) => nodeRows(child, depth + 1, width, shown))];
}

const rowOf = (label: string, figures: readonly string[], width: number): string =>
  [left(harmless(label), width), ...figures.map((one) => right(one, figureWidth))].join(" ");

/** With its sign, but for nothing. */
const signedIn =
  (shown: (text: string) => string) =>
  (text: string): string =>
    Number(text) > 0 ? `+${shown(text)}` : shown(text);

/** Ratios that the field says as multiples. */
const multiples = /^(?:quick-ratio|ltv-to-cac|magic-number|burn-multiple|customer-hhi)(?:\.|$)/;

/** A figure as people say it: shares in percent to four digits after the point, which are all that there are. */
function figureIn(metric: string, unit: PlanMetric["unit"]): (text: string) => string {
  if (unit !== "ratio") return groupThousands;
  return multiples.test(metric) ? (text) => `${text}x` : (text) => `${hundredfold(text)}%`;
}

/** A decimal times a hundred, digit by digit. */
function hundredfold(text: string): string {
  const sign = text.startsWith("-") ? "-" : "";
  const [whole = "0", fraction = ""] = text.slice(sign.length).split(".");
  const digits = `${whole}${fraction.padEnd(2, "0").slice(0, 2)}`.replace(/^0+(?=\d)/, "");
  const rest = fraction.slice(2);
  return groupThousands(`${sign}${digits}${rest === "" ? "" : `.${rest}`}`);
}
