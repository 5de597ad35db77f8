import { unitDigits } from "../../metrics/metric.ts";
import { type CurrencyCode, minorUnits } from "../../money/currency.ts";
import type { ForecastRow } from "./forecast-rows.ts";

/**
 * A figure with the digits of its unit: money to the minor unit, customers to a tenth where they are no whole ones, a metric as the billing
 * side prints it.
 */
export function figureDigits(
  value: number,
  { unit }: Pick<ForecastRow, "unit">,
  currency: CurrencyCode,
): string {
  const shown = value.toFixed(digitsOf(unit, value, currency));
  return /^-0(?:\.0+)?$/.test(shown) ? shown.slice(1) : shown;
}

function digitsOf(unit: ForecastRow["unit"], value: number, currency: CurrencyCode): number {
  if (unit === "money") return minorUnits(currency);
  if (unit === "customers") return Math.abs(value - Math.round(value)) < 1e-9 ? 0 : 1;
  return unitDigits[unit];
}
