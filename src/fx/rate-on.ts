import { ok, type Result, refuse } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import {
  coefficientAt,
  type Decimal,
  format,
  multiply,
  one,
  scaleMax,
  trim,
} from "../money/decimal.ts";
import { divide } from "../money/rounding.ts";
import { daysFromCivil, parseCivilDate } from "../time/calendar.ts";
import type { DatedRate, RateTable } from "./rate-table.ts";

/** Significant digits of a rate that is computed: an inverse, or one through a base currency. Stated rates stay whole. */
export const ratePrecision = 12;

/** How many days old a rate may be where nobody says; markets close for up to five at Easter. */
export const rateDaysOldMax = 7;

/** A rate found for a pair and a day, with where it comes from; plain data, so that it can be kept with a document. */
export interface FoundRate {
  readonly from: CurrencyCode;
  readonly to: CurrencyCode;
  /** The day it was asked for. */
  readonly day: string;
  /** The day it was set for; through a base, the older of the two. */
  readonly ratedOn: string;
  /** Decimal text: units of `to` for one of `from`. */
  readonly rate: string;
  /** Who set it; two sources joined by a plus. */
  readonly source: string;
  readonly how: "same" | "stated" | "inverse" | "through-base";
}

/** Limits of what counts as a rate of a day. */
export interface RateSearch {
  /** The currency that other pairs go through. Default `EUR`. */
  readonly base?: CurrencyCode;
  /** How many days old a rate may be. Default {@link rateDaysOldMax}. */
  readonly daysOldMax?: number;
}

/** A rate as a fraction of exact decimals, before it is rounded once. */
interface Leg {
  readonly over: Decimal;
  readonly under: Decimal;
  readonly dated: DatedRate;
  readonly isInverse: boolean;
}

function legOf(
  table: RateTable,
  from: CurrencyCode,
  to: CurrencyCode,
  dayNumber: number,
  daysOldMax: number,
): Leg | undefined {
  const isFresh = (rate: DatedRate | undefined): rate is DatedRate =>
    rate !== undefined && dayNumber - rate.dayNumber <= daysOldMax;
  const stated = table.lastRate(from, to, dayNumber);
  if (isFresh(stated)) return { over: stated.rate, under: one, dated: stated, isInverse: false };
  const inverse = table.lastRate(to, from, dayNumber);
  if (isFresh(inverse)) return { over: one, under: inverse.rate, dated: inverse, isInverse: true };
  return undefined;
}

/** over / under to {@link ratePrecision} significant digits, and at most {@link scaleMax} after the point. */
export function rateOfAmounts(over: Decimal, under: Decimal): Decimal {
  const rough = divide(over, under, scaleMax, "half-even");
  // Digits before the point, or below zero the zeros that follow it.
  const magnitude = String(coefficientAt(rough, scaleMax)).length - scaleMax;
  const scale = Math.min(Math.max(ratePrecision - magnitude, 0), scaleMax);
  return trim(divide(over, under, scale, "half-even"));
}

/**
 * The last rate of a pair that is not after the day: stated, else the inverse of the other direction, else through one
 * base currency. A computed rate has {@link ratePrecision} significant digits, ties to even, and is what amounts are
 * multiplied by, so that everyone who has the rate gets the same amount.
 *
 * Refuses with `fx-rate-missing` where there is none, or none that is fresh enough.
 */
export function rateOn(
  table: RateTable,
  from: CurrencyCode,
  to: CurrencyCode,
  day: string,
  { base = "EUR", daysOldMax = rateDaysOldMax }: RateSearch = {},
): Result<FoundRate> {
  const date = parseCivilDate(day);
  if (!date.ok) return date;
  if (from === to)
    return ok({ from, to, day, ratedOn: day, rate: "1", source: "none", how: "same" });
  const dayNumber = daysFromCivil(date.value);
  const find = (left: CurrencyCode, right: CurrencyCode): Leg | undefined =>
    legOf(table, left, right, dayNumber, daysOldMax);
  const direct = find(from, to);
  if (direct !== undefined) {
    const { dated, isInverse } = direct;
    return ok({
      from,
      to,
      day,
      ratedOn: dated.day,
      rate: format(isInverse ? rateOfAmounts(direct.over, direct.under) : dated.rate),
      source: dated.source,
      how: isInverse ? "inverse" : "stated",
    });
  }
  const first = find(from, base);
  const second = find(base, to);
  if (first === undefined || second === undefined)
    return refuseMissing(from, to, day, first === undefined ? from : to, { base, daysOldMax });
  const over = multiply(first.over, second.over);
  const under = multiply(first.under, second.under);
  const older = first.dated.dayNumber <= second.dated.dayNumber ? first : second;
  const sources = new Set([first.dated.source, second.dated.source]);
  return ok({
    from,
    to,
    day,
    ratedOn: older.dated.day,
    rate: format(rateOfAmounts(over, under)),
    source: [...sources].join("+"),
    how: "through-base",
  });
}

function refuseMissing(
  from: CurrencyCode,
  to: CurrencyCode,
  day: string,
  lacking: CurrencyCode,
  { base, daysOldMax }: Required<RateSearch>,
): Result<never> {
  return refuse({
    code: "fx-rate-missing",
    path: "",
    message: `no rate of ${from} to ${to} on ${day} is known that is at most ${daysOldMax} days old`,
    value: `${from} ${to} ${day}`,
    suggestion: `add a rate of ${base} to ${lacking === base ? to : lacking} for ${day}`,
  });
}
