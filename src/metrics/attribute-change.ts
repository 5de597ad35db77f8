import {
  add,
  type Decimal,
  isNegative,
  isPositive,
  isZero,
  max,
  min,
  negate,
  subtract,
  sum,
  zero,
} from "../money/decimal.ts";
import type { MovementKind } from "./movement.ts";

/** A part of a change, of the kind it is. */
export interface Attributed {
  readonly kind: MovementKind;
  readonly amount: Decimal;
}

/**
 * Divides what a customer's cells gained and lost in one change, with the customer staying: gains and losses are set
 * off against each other, which transfers value between the cells, and what remains is expansion, contraction or,
 * where it is asked for, a price change.
 *
 * The smaller side is transferred whole, from and to the cells in their order, so every part is exact, what remains
 * has one sign, and transfers add up to zero. Answers one list of parts for each amount.
 */
export function attributeChange(
  amounts: readonly Decimal[],
  isPriceChange: boolean,
): readonly (readonly Attributed[])[] {
  const gained = sum(amounts.filter(isPositive));
  const lost = negate(sum(amounts.filter(isNegative)));
  const total = subtract(gained, lost);
  const kind = isPriceChange ? "price" : isNegative(total) ? "contraction" : "expansion";
  let moveIn = min(gained, lost);
  let moveOut = moveIn;
  return amounts.map((amount) => {
    const moved = isNegative(amount) ? max(amount, negate(moveOut)) : min(amount, moveIn);
    if (isNegative(amount)) moveOut = add(moveOut, moved);
    else moveIn = subtract(moveIn, moved);
    const parts: readonly Attributed[] = [
      { kind, amount: subtract(amount, moved) },
      { kind: "transfer", amount: moved },
    ];
    return parts.filter((part) => !isZero(part.amount));
  });
}

/** Adds an amount to what a map holds under a key. */
export function addTo<K>(totals: Map<K, Decimal>, key: K, amount: Decimal): void {
  totals.set(key, add(totals.get(key) ?? zero, amount));
}
