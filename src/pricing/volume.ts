import { assert, ok } from "../fault/fault.ts";
import { add, type Decimal, isZero, multiply, zero } from "../money/decimal.ts";
import type { CurrencyCode } from "../money/money.ts";
import { isBefore, nothingAtZero, type Piece, piecewise } from "./piecewise.ts";
import type { PriceKind } from "./price-kind.ts";
import { type PricedQuantity, quantityFold } from "./quantity-fold.ts";
import { checkTiers } from "./tier-check.ts";
import {
  type ReadTier,
  readTiers,
  type Tier,
  type Tiered,
  type TierFrom,
  type TierOptions,
  tierStep,
} from "./tiers.ts";

/**
 * All units at the price of the tier that the whole quantity falls into, so crossing an edge reprices every unit and
 * more usage can cost less (see `findCliff` in cliff.ts).
 *
 * Quantities are continuous: `upTo: 100` holds 100 and not 100.5; `from: 10_000_000` ("10M+") begins at exactly that.
 */
export interface Volume<C extends CurrencyCode = CurrencyCode> extends Tiered<C> {
  readonly kind: "volume";
}

/** Tiers by their upper edges: `volume([{ upTo: 100, unit: usd(1) }, { unit: usd("0.5") }])`. */
export function volume<C extends CurrencyCode>(
  tiers: readonly Tier<C>[],
  options: TierOptions = {},
): Volume<C> {
  return { kind: "volume", ...options, tiers };
}

/** Tiers by their lower edges: `volumeFrom([{ from: 0, … }, { from: 10_000_000, … }])`. */
export function volumeFrom<C extends CurrencyCode>(
  tiers: readonly TierFrom<C>[],
  options: TierOptions = {},
): Volume<C> {
  return { kind: "volume", ...options, tiers };
}

export const volumeKind: PriceKind<Volume> = {
  kind: "volume",
  check: checkTiers,
  compile(spec) {
    const tiers = readTiers(spec);
    const flatAtZero = spec.flatAtZero ?? true;
    return ok(
      quantityFold({
        kind: "volume",
        total: piecewise(flatAtZero ? tiers.map(line) : [nothingAtZero, ...tiers.map(line)]),
        price: (quantity) => priceAll(tiers, quantity, flatAtZero),
      }),
    );
  },
};

/** The line from the origin that a tier prices every unit along. */
function line({ end, unit, flat }: ReadTier): Piece {
  return { end, origin: zero, base: flat, unit };
}

function priceAll(
  tiers: readonly ReadTier[],
  quantity: Decimal,
  flatAtZero: boolean,
): PricedQuantity {
  if (isZero(quantity) && !flatAtZero) return { amount: zero, steps: [] };
  const tier = tiers.find(({ end }) => end === undefined || isBefore(quantity, end));
  assert(tier !== undefined, "the last tier never ends");
  const amount = add(multiply(quantity, tier.unit), tier.flat);
  return { amount, steps: [tierStep(tier, quantity, amount)] };
}
