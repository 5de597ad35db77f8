import { allocate } from "../money/allocation.ts";
import { type Decimal, max, multiply, subtract, sum, zero } from "../money/decimal.ts";
import { round } from "../money/rounding.ts";

/** What is known of an option to buy more at a discount. Rates are shares: 0.4 is 40%. */
export interface DiscountOption {
  /** What a customer who uses it buys on average, before any discount. */
  readonly purchases: Decimal;
  readonly discount: Decimal;
  /** The discount that anyone gets without it. */
  readonly otherwise: Decimal;
  /** The share of options that are used. */
  readonly likelihood: Decimal;
}

/**
 * The stand-alone selling price of a material right: the discount beyond what anyone gets, for what is likely to be bought
 * (ASC 606-10-55-44, IFRS 15.B42). Zero where it gives nothing more: then it is no material right (55-42, IFRS 15.B40).
 */
export function optionStandalonePrice(option: DiscountOption, scale: number): Decimal {
  const advantage = max(zero, subtract(option.discount, option.otherwise));
  return round(multiply(multiply(option.purchases, advantage), option.likelihood), scale);
}

/** One period that is contracted or may be renewed. */
export interface RenewalPeriod {
  readonly consideration: Decimal;
  /** What the service weighs: its expected cost, or its stand-alone selling price. */
  readonly weight: Decimal;
  /** The share of contracts that reach this period: 1 for the first. */
  readonly likelihood: Decimal;
}

/**
 * The practical alternative for renewals: instead of a price for each option, the consideration expected over all periods
 * is divided over the service expected in all (ASC 606-10-55-45, IFRS 15.B43). The expected
 * consideration is rounded to the minor unit, and its parts add up to it.
 */
export function renewalAllocation(
  periods: readonly RenewalPeriod[],
  scale: number,
): { readonly expected: Decimal; readonly periods: readonly Decimal[] } {
  const expected = round(
    sum(periods.map(({ consideration, likelihood }) => multiply(consideration, likelihood))),
    scale,
  );
  const weights = periods.map(({ weight, likelihood }) => multiply(weight, likelihood));
  return { expected, periods: allocate(expected, weights, scale) };
}
