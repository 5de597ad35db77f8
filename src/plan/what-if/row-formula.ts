import type { ForecastRow } from "../forecast/forecast-rows.ts";

/** How formulas read what a row of a forecast shows: `metrics.nrr`, `forecast.cash`; undefined where no formula does. */
export function rowFormula({
  id,
  section,
}: Pick<ForecastRow, "id" | "section">): string | undefined {
  if (/^(?:Metrics$|Unit economics)/.test(section) || id.startsWith("gross-margin."))
    return `metrics.${id}`;
  if (id === "mrr.closing") return "forecast.mrr";
  if (id.startsWith("customers.closing")) return `forecast.${id.replace(".closing", "")}`;
  return /^(?:mrr|customers)\./.test(id) ? undefined : `forecast.${id}`;
}
