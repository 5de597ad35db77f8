import type { FlowPlace } from "../../api/plan.ts";

/** The row of the forecast that says more of a place: `stream:usage` is `revenue.usage`. */
export function forecastRow({ id, kind }: Pick<FlowPlace, "id" | "kind">): string {
  const own = id.slice(id.indexOf(":") + 1);
  if (kind === "stream") return `revenue.${own}`;
  if (kind === "segment") return `customers.closing.${own}`;
  if (kind === "purchase") return `customers.closing.${own.split("/")[0]}`;
  if (kind === "function" || kind === "gross-profit" || kind === "ebitda") return own;
  if (kind === "cost" || kind === "cost-of-revenue") return "cost-of-revenue";
  if (kind === "operating-costs") return "administration";
  return kind === "shortfall" ? "cash" : "revenue";
}
