import type { PlanDriver } from "../../api/plan.ts";
import { formatQuantity, unitFor } from "../../format/format-quantity.ts";
import { toGeometry } from "../../format/geometry.ts";

/** A driver as people slide it: in percent where it is written so. Positions are numbers; what is sent is text. */
export interface SliderScale {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly step: number;
  /** `% per month`, `USD per customer`; empty for a plain number. */
  readonly unit: string;
}

/** The scale of a driver's slider: its bounds, in some hundred steps of 1, 2 or 5 and their tens. */
export function sliderScale(driver: PlanDriver): SliderScale {
  const times = driver.percent ? 100 : 1;
  const value = rounded(toGeometry(driver.value) * times);
  const low = rounded(toGeometry(driver.low) * times);
  const high = rounded(toGeometry(driver.high) * times);
  const unit = driver.unit === "ratio" ? "" : driver.unit;
  return {
    value,
    low,
    high,
    step: driver.whole ? 1 : niceStep((high - low) / 100),
    unit: driver.percent ? `% ${unit}`.trim() : unit,
  };
}

/** The nearest of 1, 2 and 5 and their tens that is not larger. */
export function niceStep(size: number): number {
  if (!(size > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(size));
  const digit = [5, 2, 1].find((one) => one * power <= size * (1 + 1e-9)) ?? 1;
  return rounded(digit * power);
}

/** A number without the noise of doubles. */
const rounded = (value: number): number => Number(value.toPrecision(10));

/** A position as plain decimal text, as formulas read it: no exponent, no needless zeros. */
export const positionText = (value: number): string => value.toFixed(10).replace(/\.?0+$/, "");

/** A position with its unit, for people: `2.5% per month`, `10 customers per month`. */
export const positionWords = (position: number, unit: string): string =>
  `${formatQuantity(positionText(position))}${unit.startsWith("%") ? "" : " "}${unitAt(position, unit)}`.trim();

/** The unit of a position: models say it in the singular. */
export function unitAt(position: number, unit: string): string {
  const [noun = "", ...rest] = unit.split(" ");
  return [/^[a-z]/.test(noun) ? unitFor(position, noun) : noun, ...rest].join(" ");
}

/** What is told instead of a driver: `2.5% per month`, `120 USD per customer`. */
export function overrideText({ unit }: Pick<SliderScale, "unit">, position: number): string {
  const number = positionText(position);
  if (unit === "") return number;
  return unit.startsWith("%") ? `${number}${unit}` : `${number} ${unit}`;
}
