import { assert } from "../fault/fault.ts";
import { add, compare, type Decimal, decimal, subtract, sum, zero } from "../money/decimal.ts";
import { round } from "../money/rounding.ts";
import { type MovementKind, movementKinds } from "./movement.ts";
import type { MonthMovements } from "./movements-by.ts";

/** A month's movements in whole minor units, each kind signed; kinds that did not happen are 0. */
export interface RoundedMovements {
  readonly opening: Decimal;
  readonly closing: Decimal;
  readonly kinds: Readonly<Record<MovementKind, Decimal>>;
}

/**
 * Rounds a month so that closing = opening + the sum of the kinds still holds.
 *
 * Opening and closing are rounded half up, so a month opens with what the one before closed with. Each kind is first
 * cut down to a whole unit; the units that are then missing go one each to the kinds with the largest cut-off parts,
 * ties in the order of `movementKinds` (largest remainder). A kind is so less than one unit from its exact value, and
 * one that is whole stays what it is.
 *
 * There are never more units missing than kinds that were cut, as opening and closing are not below zero.
 */
export function roundMovements(exact: MonthMovements, digits: number): RoundedMovements {
  const opening = round(exact.opening, digits);
  const closing = round(exact.closing, digits);
  const unit = decimal(1, digits);
  const cut = movementKinds.map((kind, index) => {
    const amount = exact.kinds.get(kind) ?? zero;
    const toZero = round(amount, digits, "down");
    const floor = compare(toZero, amount) > 0 ? subtract(toZero, unit) : toZero;
    return { kind, index, floor, rest: subtract(amount, floor) };
  });
  let missing = subtract(subtract(closing, opening), sum(cut.map(({ floor }) => floor)));
  const rounded = new Map<MovementKind, Decimal>();
  for (const { kind, floor, rest } of cut.toSorted(
    (a, b) => compare(b.rest, a.rest) || a.index - b.index,
  )) {
    const isRaised = compare(missing, zero) > 0 && compare(rest, zero) > 0;
    if (isRaised) missing = subtract(missing, unit);
    rounded.set(kind, isRaised ? add(floor, unit) : floor);
  }
  assert(compare(missing, zero) === 0, "rounded movements add up");
  const of = (kind: MovementKind): Decimal => rounded.get(kind) ?? zero;
  return {
    opening,
    closing,
    kinds: {
      new: of("new"),
      expansion: of("expansion"),
      reactivation: of("reactivation"),
      contraction: of("contraction"),
      churn: of("churn"),
      price: of("price"),
      transfer: of("transfer"),
      fx: of("fx"),
    },
  };
}
