import { assert } from "../../fault/fault.ts";
import {
  add,
  type Decimal,
  isNegative,
  isZero,
  max,
  min,
  negate,
  subtract,
  zero,
} from "../../money/decimal.ts";
import { type Day, dayAfter, monthOf } from "./accounting-month.ts";
import type { Contract } from "./contract.ts";
import { isBilling, isRevenue, type Movement, type MovementKind } from "./movement.ts";
import { earned, type Track, unrecognisedPrice } from "./obligation-track.ts";
import type { PriceLayer } from "./price-layer.ts";

/** A contract while its facts are counted in order; lives for the length of one `recognize`. */
export interface Fold {
  readonly contract: Contract;
  /** Digits of the currency's minor unit. */
  readonly scale: number;
  readonly tracks: Map<string, Track>;
  readonly layers: PriceLayer[];
  readonly movements: Movement[];
}

/** When and why something moved. */
export interface Cause {
  readonly day: Day;
  readonly fact?: string;
}

/** Books a movement of one obligation; zero moves nothing. */
export function book(
  fold: Fold,
  track: Track,
  kind: MovementKind,
  amount: Decimal,
  cause: Cause,
): void {
  if (isZero(amount)) return;
  const { id: contract, currency } = fold.contract;
  const { id: obligation, stream } = track;
  const back = track.givesBack ? ({ givesBack: true } as const) : {};
  fold.movements.push({ contract, obligation, stream, currency, kind, amount, ...back, ...cause });
  if (isRevenue(kind)) track.recognised = add(track.recognised, amount);
  else if (isBilling(kind)) track.billed = add(track.billed, amount);
  else track.refundExpected = add(track.refundExpected, amount);
  if (kind !== "refund-expected") bookRefund(fold, track, kind, amount, cause);
}

/**
 * Keeps the refund expected in step: of units at an expected price all that was billed beyond it; of a price with an
 * expected refund what no credit note has paid back yet.
 */
function bookRefund(
  fold: Fold,
  track: Track,
  kind: MovementKind,
  amount: Decimal,
  cause: Cause,
): void {
  if (track.pattern.kind === "unit-price" && track.pattern.excess === "refund") {
    const excess = max(zero, subtract(track.billed, track.recognised));
    book(fold, track, "refund-expected", subtract(excess, track.refundExpected), cause);
  } else if (kind === "billed" && isNegative(amount)) {
    const repaid = min(negate(amount), max(zero, track.refundExpected));
    book(fold, track, "refund-expected", negate(repaid), cause);
  }
}

/** Books what time alone has earned up to the beginning of day `until`, month by month. */
export function passTime(fold: Fold, track: Track, until: Day): void {
  while (track.counted < until) {
    const next = Math.min(until, nextChange(track));
    assert(next > track.counted, "time passes");
    const amount = subtract(earned(track, next, next - 1, fold.scale), track.recognised);
    book(fold, track, "recognised", amount, { day: next - 1 });
    track.counted = next;
  }
}

/** The next day by whose beginning time may have earned something that must be booked by itself. */
function nextChange(track: Track): Day {
  const { pattern, counted } = track;
  if (!track.open) return Number.POSITIVE_INFINITY;
  switch (pattern.kind) {
    case "ratable":
      if (counted < pattern.from) return pattern.from;
      // Past its end time earns nothing more, but what was over before the contract began is still to be booked.
      if (counted >= pattern.to && isZero(unrecognisedPrice(track)))
        return Number.POSITIVE_INFINITY;
      return dayAfter(monthOf(counted));
    case "point-in-time":
    case "usage":
      if (pattern.notBefore === undefined || counted > pattern.notBefore)
        return Number.POSITIVE_INFINITY;
      return pattern.notBefore + 1;
    default:
      return Number.POSITIVE_INFINITY;
  }
}

/** Books the difference between what is earned after a fact and what was revenue before it. */
export function settle(fold: Fold, track: Track, kind: MovementKind, cause: Cause): void {
  const amount = subtract(earned(track, cause.day, cause.day, fold.scale), track.recognised);
  book(fold, track, kind, amount, cause);
}
