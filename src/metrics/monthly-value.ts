import { assert } from "../fault/fault.ts";
import { type Decimal, decimal, multiply } from "../money/decimal.ts";
import { divide } from "../money/rounding.ts";

/** What a price is paid for: every so many days, weeks, months or years. */
export interface PaidInterval {
  readonly every: number;
  readonly unit: "day" | "week" | "month" | "year";
}

/**
 * How a price becomes a price per month. `months`: a year has 12 months, 52 weeks and 365 days. `thirty-days`: a
 * month is 30 days of a year of 365. `four-weeks`: a year has 12 months, a month 4 weeks or 30 days.
 */
export type Normalisation = "months" | "thirty-days" | "four-weeks";

/**
 * Digits after the point of a monthly value, the one rounding before a figure's own. A million equal
 * subscriptions are then less than a ten-thousandth of a unit from the exact sum.
 */
const monthlyValueDigits = 10;

/** Months per unit, as a fraction [numerator, denominator] by which a price of that unit is multiplied. */
const factors: Readonly<
  Record<Normalisation, Readonly<Record<PaidInterval["unit"], readonly [number, number]>>>
> = {
  months: { day: [365, 12], week: [52, 12], month: [1, 1], year: [1, 12] },
  "thirty-days": { day: [30, 1], week: [30, 7], month: [1, 1], year: [30, 365] },
  "four-weeks": { day: [30, 1], week: [4, 1], month: [1, 1], year: [1, 12] },
};

/**
 * The recurring value of a month of a price: 1,200 a year is 100, 10 a week 43.3333333333 (52/12) or 40 (4 weeks).
 * Rounded half up to {@link monthlyValueDigits} where it does not come out even. `every` is at least 1.
 */
export function monthlyValue(
  price: Decimal,
  { every, unit }: PaidInterval,
  normalisation: Normalisation = "months",
): Decimal {
  assert(Number.isSafeInteger(every) && every >= 1, "a price is paid every one or more intervals");
  const [numerator, denominator] = factors[normalisation][unit];
  return divide(
    multiply(price, decimal(numerator)),
    multiply(decimal(denominator), decimal(every)),
    monthlyValueDigits,
  );
}
