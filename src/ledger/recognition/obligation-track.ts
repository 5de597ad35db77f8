import {
  add,
  compare,
  type Decimal,
  isZero,
  multiply,
  one,
  subtract,
  sum,
  zero,
} from "../../money/decimal.ts";
import { divide, round } from "../../money/rounding.ts";
import type { Day } from "./accounting-month.ts";
import { type Obligation, type Pattern, sharesInPrice } from "./contract.ts";
import { earnedByDay } from "./ratable.ts";

/**
 * One obligation while its facts are counted; written only by the files of this folder, for the length of one `recognize`.
 *
 * A prospective modification ends a stretch of it: what that stretch earned is `settled` and never moves again, and
 * `allocated`, `pattern` and progress start anew.
 */
export interface Track {
  readonly id: string;
  readonly stream: string;
  readonly givesBack: boolean;
  pattern: Pattern;
  expectedBy: Day | undefined;
  /** Revenue of stretches that ended, and what was conceded. */
  settled: Decimal;
  /** The price of the present stretch. */
  allocated: Decimal;
  /** Units, shares, or the amount that prices itself, in the present stretch. */
  done: Decimal;
  /** What `done` is measured against. */
  total: Decimal;
  reached: string[];
  /** False once it was dropped by a modification or ended by a termination. */
  open: boolean;
  recognised: Decimal;
  billed: Decimal;
  refundExpected: Decimal;
  /** The obligations that took over what a modification dropped. */
  successors: readonly string[];
  /** The price layer that the present stretch was allocated in. */
  layer: number;
  /** The day up to which time has been counted. */
  counted: Day;
}

/**
 * An obligation at the beginning of its first stretch. Service of days before is revenue when the contract exists, not
 * before (ASC 606-10-25-6, IFRS 15.14).
 */
export function openTrack(
  obligation: Obligation,
  allocated: Decimal,
  layer: number,
  day: Day,
): Track {
  const { pattern } = obligation;
  return {
    id: obligation.id,
    stream: obligation.stream,
    givesBack: obligation.givesBack === true,
    pattern,
    expectedBy: obligation.expectedBy,
    settled: zero,
    allocated,
    done: zero,
    total: totalOf(pattern),
    reached: [],
    open: true,
    recognised: zero,
    billed: zero,
    refundExpected: zero,
    successors: [],
    layer,
    counted: day,
  };
}

/** Begins a new stretch for what remains: earlier revenue is settled. */
export function beginStretch(
  track: Track,
  obligation: Obligation,
  allocated: Decimal,
  layer: number,
): void {
  track.settled = track.recognised;
  track.layer = layer;
  track.allocated = allocated;
  track.pattern = obligation.pattern;
  track.expectedBy = obligation.expectedBy;
  track.done = zero;
  track.total = totalOf(obligation.pattern);
  track.reached = [];
  track.open = true;
  track.successors = [];
}

/** What full progress is by a pattern; zero where only facts say. */
export function totalOf(pattern: Pattern): Decimal {
  switch (pattern.kind) {
    case "output":
      return pattern.total;
    case "milestones":
      return sum(pattern.milestones.map((milestone) => milestone.share));
    case "redemption":
      return pattern.breakage.kind === "remote" ? pattern.issued : pattern.breakage.expected;
    case "point-in-time":
    case "option":
      return one;
    case "ratable":
    case "input":
    case "as-invoiced":
    case "usage":
    case "unit-price":
      return zero;
  }
}

/**
 * The revenue earned so far: with time counted up to the beginning of day `until`, and facts up to the day `today`.
 * Progress of a share is rounded half up once, from the cumulative ratio, so its parts always add up to the price.
 */
export function earned(track: Track, until: Day, today: Day, scale: number): Decimal {
  return add(track.settled, earnedInStretch(track, until, today, scale));
}

function earnedInStretch(track: Track, until: Day, today: Day, scale: number): Decimal {
  const { pattern, allocated, done, total } = track;
  if (!track.open) return zero;
  switch (pattern.kind) {
    case "ratable":
      return earnedByDay(allocated, pattern, until, scale);
    case "as-invoiced":
      return done;
    case "usage":
      return today < (pattern.notBefore ?? today) ? zero : done;
    case "unit-price":
      return round(multiply(done, pattern.unitPrice), scale);
    case "point-in-time":
      if (today < (pattern.notBefore ?? today)) return zero;
      return shareEarned(allocated, done, total, scale);
    case "output":
    case "input":
    case "milestones":
    case "redemption":
    case "option":
      return shareEarned(allocated, done, total, scale);
  }
}

function shareEarned(allocated: Decimal, done: Decimal, total: Decimal, scale: number): Decimal {
  if (isZero(done) || isZero(total)) return zero;
  if (compare(done, total) >= 0) return allocated;
  return divide(multiply(allocated, done), total, scale);
}

/** Price of the obligation that is not revenue yet; of one that prices itself or has ended, zero. */
export const unrecognisedPrice = (track: Track): Decimal =>
  track.open && sharesInPrice(track.pattern)
    ? subtract(add(track.settled, track.allocated), track.recognised)
    : zero;
