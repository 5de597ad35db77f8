import type { FormulaEntry } from "../../formula/formula-entry.ts";
import { divideUnits, multiplyUnits, type Unit, unitOf } from "../../formula/unit.ts";
import type { MetricChoices } from "../metric-choices.ts";
import type { Model } from "../model.ts";
import { streamKinds } from "../stream-kinds.ts";
import { driverEntry, driverUnits } from "./driver-place.ts";

/** Whether a figure is a metric of the plan. Metrics have no value in a month in which they divide by nothing. */
export const isMetricFigure = (name: string): boolean => name.startsWith("metrics.");

/**
 * The metrics of a plan as formulas, under the ids of the billing side and counted by the settings of the model:
 * `metrics.nrr`, of a segment `metrics.arpa.teams`. What an actual business has no metric of is planned beside them: what a customer costs
 * and brings in, margins, and how fast cash goes.
 *
 * Customers are those who pay something recurring. Sources: the definitions in `src/metrics/definitions`; Skok, "SaaS Metrics 2.0" (CAC, months
 * to recover it, LTV to CAC); Scale Venture Partners (magic number); Feld (rule of 40); Sacks (burn multiple).
 */
export function metricEntries(model: Model): readonly FormulaEntry[] {
  if (model.horizon === undefined) return [];
  const segments = Object.keys(model.segments ?? {});
  return [
    ...givenMetrics(model).map(({ name, unit }) => ({
      name: `metrics.${name}`,
      path: "/segments",
      source: { kind: "input", unit, shape: "monthly" } as const,
    })),
    ...recurringFormulas(model, ""),
    ...segments.flatMap((id) => recurringFormulas(model, `.${id}`)),
    ...wholeFormulas(model),
    ...segments.flatMap((id) => unitEconomics(`.${id}`)),
  ];
}

/** A metric that is counted from customers and given month by month. */
interface GivenMetric {
  readonly name: string;
  readonly unit: Unit;
}

/** What is counted of the whole business and of each of its segments. */
const countedMetrics = {
  customers: ["customers", "new-customers", "lost-customers", "opening-customers"],
  /** Of the twelve months that end with the month, as far as the plan has them. */
  yearly: ["lost-in-a-year", "opening-in-a-year", "won-in-a-year", "closing-in-a-year"],
  yearlyValue: ["opening-mrr-in-a-year", "lost-mrr-in-a-year"],
  value: [
    "mrr",
    "opening-mrr",
    "new-mrr",
    "expansion-mrr",
    "contraction-mrr",
    "churn-mrr",
    "mrr-a-year-before",
    "kept-mrr",
    "kept-mrr-gross",
  ],
} as const;

/** What is counted of the whole business only. */
const countedWholeMetrics = ["largest-mrr", "ten-largest-mrr"] as const;

/** Figures that are there for metrics to be computed from, and are none themselves. */
const behindMetrics: ReadonlySet<string> = new Set([
  ...countedMetrics.yearly,
  ...countedMetrics.yearlyValue,
  ...countedWholeMetrics,
  "opening-customers",
  "churn-base",
  "opening-mrr",
  "mrr-a-year-before",
  "kept-mrr",
  "kept-mrr-gross",
  "squared-mrr",
  "days",
  "sold-once",
  "recurring-lifetime",
]);

/** Whether a figure is there for metrics to be computed from only: `metrics.kept-mrr.teams`. */
export const isBehindMetrics = (name: string): boolean =>
  isMetricFigure(name) && behindMetrics.has(name.split(".")[1] ?? "");

function givenMetrics(model: Model): readonly GivenMetric[] {
  const flow = divideUnits(unitOf(model.currency), unitOf("month"));
  const { customers, customersPerMonth } = driverUnits;
  const suffixes = ["", ...Object.keys(model.segments ?? {}).map((id) => `.${id}`)];
  return [
    ...suffixes.flatMap((suffix) => [
      { name: `customers${suffix}`, unit: customers },
      { name: `opening-customers${suffix}`, unit: customers },
      { name: `new-customers${suffix}`, unit: customersPerMonth },
      { name: `lost-customers${suffix}`, unit: customersPerMonth },
      { name: `lost-in-a-year${suffix}`, unit: customersPerMonth },
      { name: `opening-in-a-year${suffix}`, unit: customers },
      { name: `won-in-a-year${suffix}`, unit: customersPerMonth },
      { name: `closing-in-a-year${suffix}`, unit: customers },
      ...countedMetrics.yearlyValue.map((name) => ({ name: `${name}${suffix}`, unit: flow })),
      { name: `expected-lifetime${suffix}`, unit: unitOf("month") },
      { name: `recurring-lifetime${suffix}`, unit: unitOf("month") },
      { name: `sold-once${suffix}`, unit: flow },
      ...countedMetrics.value.map((name) => ({ name: `${name}${suffix}`, unit: flow })),
    ]),
    ...countedWholeMetrics.map((name) => ({ name, unit: flow })),
    { name: "squared-mrr", unit: multiplyUnits(flow, flow) },
    { name: "days", unit: divideUnits(unitOf("day"), unitOf("month")) },
  ];
}

/** A formula in which `{of}` stands for the segment that it is of, with its dot, or for nothing. */
const formulasOf =
  (of: string) =>
  (name: string, text: string): FormulaEntry =>
    driverEntry({ name: `metrics.${name}${of}`, path: "/horizon" }, text.replaceAll("{of}", of));

function recurringFormulas(
  { currency, metricSettings = {} }: Model,
  of: string,
): readonly FormulaEntry[] {
  const metric = formulasOf(of);
  const none = `0 ${currency} per month`;
  return [
    metric("arr", `metrics.mrr{of} in ${currency} per year`),
    metric("reactivation-mrr", none),
    metric("price-mrr", none),
    metric("fx-mrr", none),
    metric(
      "net-new-mrr",
      "metrics.new-mrr{of} + metrics.expansion-mrr{of} - metrics.contraction-mrr{of} - metrics.churn-mrr{of}",
    ),
    metric(
      "gross-mrr-churn",
      "(metrics.contraction-mrr{of} + metrics.churn-mrr{of}) / metrics.opening-mrr{of}",
    ),
    metric(
      "net-mrr-churn",
      "(metrics.contraction-mrr{of} + metrics.churn-mrr{of} - metrics.expansion-mrr{of}) / metrics.opening-mrr{of}",
    ),
    metric("nrr", "metrics.kept-mrr{of} / metrics.mrr-a-year-before{of}"),
    metric("nrr-monthly", "1 - metrics.net-mrr-churn{of}"),
    metric("grr", "metrics.kept-mrr-gross{of} / metrics.mrr-a-year-before{of}"),
    metric("grr-monthly", "1 - metrics.gross-mrr-churn{of}"),
    metric("churn-base", churnBases[metricSettings.churnBase ?? "start"].month),
    metric("logo-churn", "metrics.lost-customers{of} * 1 month / metrics.churn-base{of}"),
    metric("arpa", "metrics.mrr{of} / metrics.customers{of}"),
    metric(
      "quick-ratio",
      "(metrics.new-mrr{of} + metrics.expansion-mrr{of}) / (metrics.contraction-mrr{of} + metrics.churn-mrr{of})",
    ),
    metric("customer-lifetime", lifetimeFormula(metricSettings, "logo")),
    metric(
      "ltv",
      `metrics.arpa{of}${metricSettings.ltvMargin === "revenue" ? "" : " * metrics.gross-margin"} * (${lifetimeFormula(metricSettings, metricSettings.ltvChurn ?? "logo")})`,
    ),
  ];
}

/** The customers that lost ones are compared with, by the setting: of a month, and of the twelve that end with it. */
const churnBases = {
  start: { month: "metrics.opening-customers{of}", year: "metrics.opening-in-a-year{of}" },
  average: {
    month: "(metrics.opening-customers{of} + metrics.customers{of}) / 2",
    year: "(metrics.opening-in-a-year{of} + metrics.closing-in-a-year{of}) / 2",
  },
  "start-plus-new": {
    month: "(metrics.opening-customers{of} + metrics.new-customers{of} * 1 month)",
    year: "(metrics.opening-in-a-year{of} + metrics.won-in-a-year{of} * 1 month)",
  },
} as const;

/** How long customers, or recurring value, would last if as much of them is lost as was: one over churn, at most the longest that is told. */
function lifetimeFormula(
  { churnBase = "start", churnSpan = "year", lifetimeCapMonths = 0 }: MetricChoices,
  churn: "logo" | "revenue",
): string {
  const parts = {
    logo: {
      month: [churnBases[churnBase].month, "metrics.lost-customers{of}"],
      year: [churnBases[churnBase].year, "metrics.lost-in-a-year{of}"],
    },
    revenue: {
      month: [
        "metrics.opening-mrr{of} * 1 month",
        "(metrics.contraction-mrr{of} + metrics.churn-mrr{of})",
      ],
      year: ["metrics.opening-mrr-in-a-year{of} * 1 month", "metrics.lost-mrr-in-a-year{of}"],
    },
  } as const;
  const [base, lost] = parts[churn][churnSpan];
  if (lifetimeCapMonths === 0) return `${base} / ${lost}`;
  const cap = `${lifetimeCapMonths} months`;
  return `if(${base} > ${cap} * ${lost}, ${cap}, ${base} / ${lost})`;
}

function wholeFormulas(model: Model): readonly FormulaEntry[] {
  const { currency } = model;
  const metric = formulasOf("");
  const streams = Object.keys(model.streams);
  const kinds = streamKinds([model]);
  const recurs = model.metricSettings?.usage === "in" ? ["recurring", "usage"] : ["recurring"];
  const revenueOf = (...of: readonly (string | undefined)[]): string =>
    streams
      .filter((id) => of.includes(kinds.get(id)))
      .map((id) => `forecast.revenue.${id}`)
      .join(" + ") || `0 ${currency} per month`;
  const quarter = (name: string, monthsBefore: number): string =>
    `(${[0, 1, 2]
      .map((month) => month + monthsBefore)
      .map((month) => (month === 0 ? name : `previous(${name}, 0 ${currency} per month, ${month})`))
      .join(" + ")})`;
  const revenue = (monthsBefore: number): string => quarter("forecast.revenue", monthsBefore);
  return [
    metric("largest-customer-share", "metrics.largest-mrr / metrics.mrr"),
    metric("top-10-share", "metrics.ten-largest-mrr / metrics.mrr"),
    metric("customer-hhi", "10_000 * metrics.squared-mrr / (metrics.mrr * metrics.mrr)"),
    metric("billings", "forecast.billings"),
    metric("deferred-revenue", "forecast.deferred"),
    metric("recurring-share", `(${revenueOf(...recurs)}) / forecast.revenue`),
    metric("usage-share", `(${revenueOf("usage")}) / forecast.revenue`),
    metric("dso", "forecast.receivables / forecast.billings * metrics.days"),
    metric("collection-effectiveness", "forecast.collections / forecast.collections"),
    ...streams.map((id) =>
      metric(`gross-margin.${id}`, `forecast.gross-profit.${id} / forecast.revenue.${id}`),
    ),
    metric("gross-margin", "forecast.gross-profit / forecast.revenue"),
    metric("ebitda-margin", "forecast.ebitda / forecast.revenue"),
    metric("cac-fully-loaded", "forecast.sales-and-marketing / forecast.new-customers"),
    ...unitEconomics(""),
    metric(
      "magic-number",
      `4 * (${revenue(0)} - ${revenue(3)}) / if(month-number() < 6, 0, ${quarter("forecast.sales-and-marketing", 3)})`,
    ),
    metric(
      "rule-of-40",
      `forecast.revenue / previous(forecast.revenue, 0 ${currency} per month, 12) - 1 + metrics.ebitda-margin`,
    ),
    metric("net-burn", `max(0, forecast.funding - forecast.cash-flow)`),
    metric(
      "burn-multiple",
      `metrics.net-burn / if(metrics.net-new-mrr > 0, 12 * metrics.net-new-mrr, 0)`,
    ),
    metric(
      "runway",
      `max(0, forecast.cash) / (max(0, ${quarter("forecast.funding", 0)} - ${quarter("forecast.cash-flow", 0)}) / min(month-number(), 3))`,
    ),
  ];
}

/**
 * What it costs to win a customer, and how that comes back. A customer is worth what who joins now is expected to bring in: the margin of what
 * is sold once, and that of what recurs over its lifetime. `ltv`, which looks back, counts what recurs only, and takes whoever cannot leave yet
 * for one who stays.
 */
function unitEconomics(of: string): readonly FormulaEntry[] {
  const metric = formulasOf(of);
  return [
    metric("cac", "forecast.acquisition-cost{of} / forecast.new-customers{of}"),
    metric(
      "expected-ltv",
      "(if(metrics.sold-once{of} = 0, 0, metrics.sold-once{of} / forecast.new-customers{of}) + if(metrics.recurring-lifetime{of} = 0, 0, metrics.arpa{of} * metrics.recurring-lifetime{of})) * metrics.gross-margin",
    ),
    metric("ltv-to-cac", "metrics.expected-ltv{of} / metrics.cac{of}"),
    metric(
      "cac-payback",
      "metrics.cac{of} / (metrics.new-mrr{of} / metrics.new-customers{of} * metrics.gross-margin / 1 month)",
    ),
  ];
}
