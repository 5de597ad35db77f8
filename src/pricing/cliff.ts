import { add, compare, type Decimal, multiply } from "../money/decimal.ts";
import { findBandCliff } from "./banded.ts";
import type { Price } from "./registry.ts";
import { type ReadTier, readTiers } from "./tiers.ts";
import type { Volume } from "./volume.ts";

/** An edge of a price where more costs less: `price-cliff`, a warning of the model's check. */
export interface Cliff {
  /** JSON pointer of the price that has it, inside the one that was looked at. */
  readonly path: string;
  /** The quantity, or for banded prices the value of an event, where the cheaper part begins. */
  readonly at: Decimal;
  /** What `at` comes to by the part below the edge. */
  readonly before: Decimal;
  /** What `at` comes to by the part above the edge, which quantities just above it come as near to as one likes. */
  readonly after: Decimal;
}

/**
 * The first edge of a checked price, or of the prices it holds, where more usage costs less: at 1 USD up to 100 units and
 * 0.80 USD for all units above, 100 cost 100 USD and 101 cost 80.80 USD.
 *
 * Only volume and banded prices can have one. A wrapper may hide it (a minimum spend above the edge) or move it (free
 * units), so it is given in the terms of the price that has it.
 */
export function findCliff(price: Price): Cliff | undefined {
  if (price.kind === "volume") return volumeCliff(price);
  if (price.kind === "banded") {
    const [cliff] = findBandCliff(price);
    return cliff && { path: "", at: cliff.at, before: cliff.before, after: cliff.after };
  }
  for (const [path, held] of heldPrices(price)) {
    const cliff = findCliff(held);
    if (cliff !== undefined) return { ...cliff, path: path + cliff.path };
  }
  return undefined;
}

/** Within a tier amounts never fall, so looking at the edges is enough. */
function volumeCliff(price: Volume): Cliff | undefined {
  const tiers = readTiers(price);
  for (const [index, tier] of tiers.entries()) {
    const next = tiers[index + 1];
    if (tier.end === undefined || next === undefined) break;
    const { at } = tier.end;
    const before = amountAt(tier, at);
    const after = amountAt(next, at);
    if (compare(after, before) < 0) return { path: "", at, before, after };
  }
  return undefined;
}

const amountAt = (tier: ReadTier, quantity: Decimal): Decimal =>
  add(multiply(quantity, tier.unit), tier.flat);

/** The prices that a price holds, each with its pointer inside it. */
function heldPrices(price: Price): readonly (readonly [string, Price])[] {
  if ("of" in price) return [["/of", price.of]];
  if (price.kind === "capacity")
    return price.overUse.rule === "bill" ? [["/overUse/price", price.overUse.price]] : [];
  if (price.kind !== "matrix") return [];
  const cells = price.cells.map((cell, index) => [`/cells/${index}/price`, cell.price] as const);
  return price.otherwise === undefined ? cells : [...cells, ["/otherwise", price.otherwise]];
}
