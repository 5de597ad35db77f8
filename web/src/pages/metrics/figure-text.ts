import type { Figure, MetricUnit } from "../../api/metrics.ts";
import { type DecimalText, groupDecimal, percentOf } from "../../format/decimal-text.ts";
import { formatMoney } from "../../format/format-money.ts";

/** A figure's value as it is read: money with its code, a part of a whole in percent, days and months with their word. */
export function figureText(
  metric: string,
  value: DecimalText,
  unit: MetricUnit,
  currency: string,
): string {
  switch (unit) {
    case "money":
      return formatMoney(value, currency);
    case "ratio":
      return metric === "quick-ratio"
        ? `${oneDigit(value)}\u00d7`
        : `${groupDecimal(percentOf(value, "1") ?? value, 1)}%`;
    case "days":
      return `${groupDecimal(value)}\u00a0days`;
    case "months":
      return `${groupDecimal(value)}\u00a0months`;
    default:
      return groupDecimal(value);
  }
}

/** A quotient to one digit, half up: what part it is of a hundred, in percent. */
const oneDigit = (value: DecimalText): string => groupDecimal(percentOf(value, "100") ?? value, 1);

/** Why there is no figure, in words. */
export function missingText({ missing, unknown }: Pick<Figure, "missing" | "unknown">): string {
  if (unknown !== undefined)
    return `${unknown.message.slice(0, 1).toUpperCase()}${unknown.message.slice(1)}.`;
  return missing === "divides-by-nothing"
    ? "There was nothing to compare with."
    : "What it is counted from is not known.";
}
