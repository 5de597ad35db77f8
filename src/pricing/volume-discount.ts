import {
  add,
  compare,
  type Decimal,
  isPositive,
  max,
  min,
  multiply,
  one,
  subtract,
  zero,
} from "../money/decimal.ts";
import { type Percent, shareOf } from "../money/percent.ts";
import type { Quantity } from "../money/quantity.ts";
import { divide, type Rounding } from "../money/rounding.ts";
import { quantityValue } from "./document-values.ts";

/** A band of a volume discount: `from` is the first unit, or the first amount of spend, that it is for. */
export interface VolumeDiscountBand {
  readonly from: Quantity;
  readonly percent: Percent;
}

/**
 * A percentage by how much is bought. In mode `volume` the band that the whole quantity or spend falls into gives its
 * percentage to all of it; in mode `graduated` each unit gets the percentage of the band it falls into. What lies below
 * the first band gets none.
 *
 * By quantity, graduated bands count units: `from: 100` leaves 99 units to the band before, as a tier `from` 100 does.
 * By spend they are continuous: `from: 1000` is for what lies above 1000.
 */
export interface VolumeDiscount {
  readonly kind: "volume";
  readonly by: "quantity" | "spend";
  readonly mode: "volume" | "graduated";
  readonly bands: readonly VolumeDiscountBand[];
}

/** The percentage of the highest band that a quantity or spend reaches; nothing below the first band. */
export function bandPercent({ bands }: VolumeDiscount, base: Decimal): Percent | undefined {
  if (!isPositive(base)) return undefined;
  return bands.findLast((band) => compare(quantityValue(band.from), base) <= 0)?.percent;
}

/**
 * What a graduated discount takes off an amount: the average percentage of the units, or of the spend, in one rounding.
 * Every unit counts as an equal part of the amount. `base` is positive.
 */
export function graduatedDiscount(
  discount: VolumeDiscount,
  base: Decimal,
  amount: Decimal,
  minorUnits: number,
  rounding: Rounding,
): Decimal {
  const starts = discount.bands.map((band) => startOf(discount, band));
  let weighted = zero;
  for (const [index, band] of discount.bands.entries()) {
    const inside = subtract(min(base, starts[index + 1] ?? base), starts[index] ?? base);
    weighted = add(weighted, multiply(max(inside, zero), shareOf(band.percent)));
  }
  return divide(multiply(amount, weighted), base, minorUnits, rounding);
}

/** What lies below a band: one unit fewer than its first, or the spend it begins at. */
function startOf({ by }: VolumeDiscount, band: VolumeDiscountBand): Decimal {
  const from = quantityValue(band.from);
  return by === "quantity" ? max(subtract(from, one), zero) : from;
}

/** An edge of a volume discount where buying more costs less. */
export interface DiscountCliff {
  /** Where the higher percentage begins. */
  readonly at: Decimal;
  readonly before: Percent;
  readonly after: Percent;
  /** From here up to the edge it costs more than at the edge; rounded down to 2 digits. */
  readonly dearerFrom: Decimal;
}

/**
 * Every edge of a checked discount where buying more costs less, at one price for every unit: all edges of mode `volume`
 * where the percentage rises. At 10% from 100 units, 91 to 99 units cost more than 100. Graduated discounts have none.
 */
export function findDiscountCliff(discount: VolumeDiscount): readonly DiscountCliff[] {
  if (discount.mode === "graduated") return [];
  return discount.bands.flatMap((band, index): DiscountCliff[] => {
    const at = quantityValue(band.from);
    const before = discount.bands[index - 1]?.percent ?? "0%";
    const left = subtract(one, shareOf(before));
    const due = multiply(at, subtract(one, shareOf(band.percent)));
    if (!isPositive(at) || compare(due, multiply(at, left)) >= 0) return [];
    return [{ at, before, after: band.percent, dearerFrom: divide(due, left, 2, "down") }];
  });
}
