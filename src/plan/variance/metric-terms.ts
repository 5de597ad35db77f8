import type { Model } from "../../model/model.ts";
import { declared } from "../../model/model-rule.ts";
import type { PlanForecast } from "../forecast/forecast-plan.ts";
import type { PeriodRule } from "../forecast/forecast-rows.ts";

/** A figure that is a part of a sum, with its sign, and what it is a sum of in turn. */
export interface MetricTerm {
  readonly id: string;
  readonly name: string;
  readonly figure: string;
  readonly sign: 1 | -1;
  readonly over: PeriodRule;
  /** Whether all months of the plan up to the last one count, as of what a balance comes of. */
  readonly fromFirst: boolean;
  readonly terms: readonly MetricTerm[];
}

const names: Readonly<Record<string, string>> = {
  revenue: "Revenue",
  billings: "Billings",
  "cost-of-revenue": "Cost of revenue",
  "gross-profit": "Gross profit",
  "operating-costs": "Operating costs",
  "sales-and-marketing": "Sales and marketing",
  "research-and-development": "Research, development",
  administration: "Administration",
  "bad-debts": "Bad debts",
  "acquisition-cost": "Winning customers",
  collections: "Collected",
  spending: "Spent",
  funding: "Funding",
  "partner-shares": "Partner shares",
  "new-mrr": "New",
  "expansion-mrr": "Expansion",
  "contraction-mrr": "Contraction",
  "churn-mrr": "Churn",
};

/** What is taken off what, of sums that have such terms. */
const takenOff: Readonly<Record<string, RegExp>> = {
  "gross-profit": /^forecast\.cost-of-revenue/,
  ebitda: /^forecast\.operating-costs/,
  "cash-flow": /^forecast\.spending/,
  "net-new-mrr": /^metrics\.(?:contraction|churn)-mrr/,
  spending: /^forecast\.bad-debts/,
};

const opened = new Set([
  "gross-profit",
  "ebitda",
  "operating-costs",
  "cost-of-revenue",
  "sales-and-marketing",
  "research-and-development",
  "administration",
  "acquisition-cost",
  "cash-flow",
  "spending",
  "revenue",
  "billings",
  "deferred",
  "unbilled",
  "net-new-mrr",
]);

/** Amounts of recurring value, which those of the segments add up to. */
const bySegment = new Set(["arr", "new-mrr", "expansion-mrr", "contraction-mrr", "churn-mrr"]);

/** Figures whose terms stand in the place of them. */
const inline = new Set(["operating-costs", "cash-flow"]);

interface Place {
  readonly sign: 1 | -1;
  readonly over: PeriodRule;
  readonly fromFirst: boolean;
}

/** The terms of a metric that is a sum; none of any other. */
export function metricTerms(
  id: string,
  over: PeriodRule,
  model: Model,
  forecast: PlanForecast,
): readonly MetricTerm[] {
  const place: Place = { sign: 1, over, fromFirst: false };
  if (id === "cash") {
    const flow: Place = { sign: 1, over: "sum", fromFirst: true };
    return [
      {
        ...flow,
        id: "opening",
        name: "Cash before the plan",
        figure: "capital.opening",
        over: "first",
        terms: [],
      },
      ...termsOf("forecast.cash-flow", flow, model, forecast),
    ];
  }
  const metric = `metrics.${id}`;
  if (bySegment.has(id)) {
    const segments = Object.keys(model.segments ?? {});
    return segments.length < 2
      ? []
      : segments.map((segment) => termOf(`${metric}.${segment}`, place, model, forecast));
  }
  const figure = forecast.run.has(`forecast.${id}`) ? `forecast.${id}` : metric;
  return termsOf(figure, place, model, forecast);
}

function termsOf(
  figure: string,
  place: Place,
  model: Model,
  forecast: PlanForecast,
): readonly MetricTerm[] {
  const [, kind = "", of = ""] = /^[a-z]+\.([a-z0-9-]+)(?:\.(.*))?$/.exec(figure) ?? [];
  // A cost may have the id of a sum: it is none.
  if (
    figure.startsWith("costs.") ||
    !opened.has(kind) ||
    (of !== "" && kind !== "gross-profit" && kind !== "cost-of-revenue" && kind !== "net-new-mrr")
  )
    return [];
  const off = takenOff[kind];
  return forecast.run
    .feeds(figure)
    .filter((one) => /^(?:forecast|costs|metrics)\./.test(one))
    .flatMap((one) => {
      const own: Place =
        off?.test(one) === true ? { ...place, sign: place.sign === 1 ? -1 : 1 } : place;
      return inline.has(one.slice(one.indexOf(".") + 1))
        ? termsOf(one, own, model, forecast)
        : [termOf(one, own, model, forecast)];
    });
}

const termOf = (
  figure: string,
  place: Place,
  model: Model,
  forecast: PlanForecast,
): MetricTerm => ({
  ...place,
  id: figure.slice(figure.indexOf(".") + 1),
  name: nameOf(figure, model),
  figure,
  terms: termsOf(figure, place, model, forecast),
});

function nameOf(figure: string, model: Model): string {
  const [section, kind = "", of = ""] = figure.split(".");
  if (section === "costs") return declared(model.costs, kind)?.name ?? kind;
  const whole = names[kind] ?? kind;
  if (of === "") return whole;
  const stream = declared(model.streams, of)?.name;
  const segment = declared(model.segments, of)?.name;
  return kind === "cost-of-revenue" || kind === "gross-profit" ? whole : (stream ?? segment ?? of);
}
