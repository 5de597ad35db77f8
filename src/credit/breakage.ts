import { assert } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { minorUnits } from "../money/currency.ts";
import {
  compare,
  type Decimal,
  decimalOf,
  min,
  multiply,
  one,
  subtract,
} from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import { divide, type Rounding } from "../money/rounding.ts";
import type { Grant } from "./grant.ts";

/** How much of prepaid credits has been exercised. Amounts are decimal text. */
export interface ExercisedRights {
  readonly currency: CurrencyCode;
  /** What the rights are worth: credits, points. */
  readonly amount: string;
  /** What was received for them, without tax. */
  readonly price: string;
  /** How much of `amount` was used so far. */
  readonly used: string;
  /** What of the price the books hold for that use: its own part, as a burn costs it. */
  readonly usedCost: string;
}

/** Revenue of prepaid credits so far: what use has earned, and what is earned with it since the rest will not be used. */
export interface ExpectedBreakage {
  readonly earned: string;
  /** The part of `earned` that is beyond the cost of what was used: what is to be posted as breakage until now. */
  readonly breakage: string;
  /** What is still owed in service. */
  readonly liability: string;
}

/**
 * Breakage in proportion to the rights that customers exercise (ASC 606-10-55-48, IFRS 15.B46): at an expected breakage of
 * `rate` (0 to below 1), use of `u` out of `a` has earned `price × u / (a × (1 − rate))`, at most the price, rounded once.
 *
 * Everything here is cumulative: post the difference to what was posted before, which may be below zero where the estimate
 * fell (55-49 and Example 52 adjust in the period of the change). At a rate of 0, breakage is zero until the credits expire and
 * their expiry, less what was posted here, is posted (the remote case of 55-48).
 */
export function expectedBreakage(
  { currency, amount, price, used, usedCost }: ExercisedRights,
  rate: Decimal,
  rounding: Rounding = "half-up",
): ExpectedBreakage {
  assert(compare(rate, one) < 0, "some of the rights are expected to be used");
  const whole = decimalOf(price);
  const expected = multiply(decimalOf(amount), subtract(one, rate));
  const part = multiply(whole, decimalOf(used));
  const share = min(whole, divide(part, expected, minorUnits(currency), rounding));
  // Never less than the use itself has earned: its cost may stand a unit beside the proportion.
  const earned = compare(share, decimalOf(usedCost)) < 0 ? decimalOf(usedCost) : share;
  return {
    earned: minorText(earned, currency),
    breakage: minorText(subtract(earned, decimalOf(usedCost)), currency),
    liability: minorText(subtract(whole, earned), currency),
  };
}

/** The exercised rights of one grant. What expired or was voided is no longer a right, so neither it nor its cost counts. */
export function rightsOf({
  currency,
  amount,
  pricePaid,
  burned,
  expired,
  voided,
}: Grant): ExercisedRights {
  const live = (all: string, one: string, other: string): string =>
    minorText(subtract(subtract(decimalOf(all), decimalOf(one)), decimalOf(other)), currency);
  return {
    currency,
    amount: live(amount, expired.amount, voided.amount),
    price: live(pricePaid, expired.cost, voided.cost),
    used: burned.amount,
    usedCost: burned.cost,
  };
}
