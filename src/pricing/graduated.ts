import { ok } from "../fault/fault.ts";
import { add, multiply, one, subtract, zero } from "../money/decimal.ts";
import type { CurrencyCode } from "../money/money.ts";
import { climbing } from "./climb.ts";
import { nothingAtZero, type Piece, piecewise } from "./piecewise.ts";
import type { PriceKind } from "./price-kind.ts";
import { quantityFold } from "./quantity-fold.ts";
import { checkCountedEdges, checkTiers } from "./tier-check.ts";
import {
  type ReadTier,
  readTiers,
  type Tier,
  type Tiered,
  type TierFrom,
  type TierOptions,
} from "./tiers.ts";

/**
 * Each unit at the price of the tier it falls into, so a later tier never changes what an earlier unit costs.
 *
 * Quantities are continuous: with `upTo: 100`, half of the 101st unit costs half of the second tier's price. Written by
 * lower edges the tiers count units: `from: 101` prices the 101st unit, which is everything above 100.
 */
export interface Graduated<C extends CurrencyCode = CurrencyCode> extends Tiered<C> {
  readonly kind: "graduated";
}

/** Tiers by their upper edges: `graduated([{ upTo: 100, unit: usd(1) }, { unit: usd("0.5") }])`. */
export function graduated<C extends CurrencyCode>(
  tiers: readonly Tier<C>[],
  options: TierOptions = {},
): Graduated<C> {
  return { kind: "graduated", ...options, tiers };
}

/** Tiers by their lower edges: `graduatedFrom([{ from: 0, unit: usd(1) }, { from: 101, unit: usd("0.5") }])`. */
export function graduatedFrom<C extends CurrencyCode>(
  tiers: readonly TierFrom<C>[],
  options: TierOptions = {},
): Graduated<C> {
  return { kind: "graduated", ...options, tiers };
}

export const graduatedKind: PriceKind<Graduated> = {
  kind: "graduated",
  check(spec, path, context) {
    const faults = checkTiers(spec, path, context);
    return faults.length > 0 ? faults : checkCountedEdges(spec, path);
  },
  compile(spec) {
    const tiers = readTiers(spec).map(counted);
    const flatAtZero = spec.flatAtZero ?? true;
    return ok(
      quantityFold({
        kind: "graduated",
        total: piecewise(flatAtZero ? curve(tiers) : [nothingAtZero, ...curve(tiers)]),
        price: climbing(tiers, flatAtZero),
      }),
    );
  },
};

/** Unit n is what lies above n - 1 and up to n, so a tier `from` n leaves n - 1 units to the one before it. */
function counted(tier: ReadTier): ReadTier {
  return tier.end === undefined || tier.end.inclusive
    ? tier
    : { ...tier, end: { at: subtract(tier.end.at, one), inclusive: true } };
}

/** The curve of the amount: every tier begins where the ones below it, all passed through, have brought the sum. */
function curve(tiers: readonly ReadTier[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let origin = zero;
  let base = zero;
  for (const { end, unit, flat } of tiers) {
    base = add(base, flat);
    pieces.push({ end, origin, base, unit });
    if (end === undefined) break;
    base = add(base, multiply(subtract(end.at, origin), unit));
    origin = end.at;
  }
  return pieces;
}
