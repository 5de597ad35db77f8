import { assert } from "../fault/fault.ts";
import { type Instant, SECOND_MS } from "./instant.ts";
import { serviceDayAt, type Zone } from "./zone.ts";

/** An exact share: whole numbers, `0 <= numerator <= denominator`, not reduced, so that it reads `16/31 days`. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

/** What proration counts. `day`: local calendar days, whatever the clock does. `second`: elapsed time. */
export type ProrationBasis = "day" | "second";

/** A stretch of time, half-open. */
interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * The share of a whole service period that a part of it covers.
 *
 * Give the unclipped period (`wholePeriodAt`) as `whole`, or a stub costs a full price. By day, a change of clocks neither
 * shortens nor repeats a day, and the day of a change belongs wholly to the part that begins on it; a day that the zone
 * skipped counts with the part before it. By second, the second of a change belongs to the part that begins in it.
 * Parts that meet therefore never count a day twice: however a period is split, the numerators add up to the denominator.
 *
 * A part that reaches outside its whole, and a whole without a single day or second, are bugs of the caller.
 */
export function prorate(part: Span, whole: Span, by: ProrationBasis, zone: Zone): Fraction {
  assert(part.from <= part.to, "a part does not end before it begins");
  assert(part.from >= whole.from && part.to <= whole.to, "a part lies within its whole period");
  const count =
    by === "day"
      ? (instant: Instant) => serviceDayAt(zone, instant)
      : (instant: Instant) => Math.floor(instant / SECOND_MS);
  const denominator = count(whole.to) - count(whole.from);
  assert(denominator > 0, "a whole period has at least one day, or second, to count");
  return { numerator: count(part.to) - count(part.from), denominator };
}
