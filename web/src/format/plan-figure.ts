import type { ForecastRowHead, HeadlineFigure } from "../api/plan.ts";
import type { DecimalText } from "./decimal-text.ts";
import { formatMonth } from "./format-date.ts";
import { formatAmount, formatMoney } from "./format-money.ts";
import { formatQuantity } from "./format-quantity.ts";
import { toGeometry } from "./geometry.ts";

/** Ratios that the field says as multiples. */
const multiples = new Set(["quick-ratio", "ltv-to-cac", "magic-number", "burn-multiple"]);

/** Whether a ratio of this id is said as a multiple: `3.2x`. */
export const isMultiple = (id: string): boolean => multiples.has(id.split(".")[0] ?? "");

/** A share, as a forecast has it: `0.125` is `12.5%`. */
export const percentText = (share: DecimalText): string =>
  `${(toGeometry(share) * 100).toFixed(1)}%`;

/** A figure of a row as a table prints it; a dash where a metric has no value. */
export function planFigure(
  value: DecimalText | null,
  { id, unit }: Pick<ForecastRowHead, "id" | "unit">,
  currency: string,
): string {
  if (value === null) return "–";
  if (unit === "money") return formatAmount(value, currency);
  if (unit === "ratio")
    return isMultiple(id) ? `${toGeometry(value).toFixed(2)}x` : percentText(value);
  if (unit === "months" || unit === "days") return `${toGeometry(value).toFixed(1)} ${unit}`;
  return formatQuantity(value);
}

/** A headline figure in words; what there is instead where it has none. */
export function headlineText(
  { id, unit }: Pick<HeadlineFigure, "id" | "unit">,
  value: string | null,
  currency: string,
): string {
  if (value === null) return id === "gross-margin" ? "–" : "Never";
  if (unit === "month") return formatMonth(value, "short");
  if (unit === "ratio") return percentText(value);
  return unit === "money" ? formatMoney(value, currency) : formatQuantity(value);
}
