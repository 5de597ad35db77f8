import { type Fault, ok, pathTo, type Result, refuse } from "../fault/fault.ts";
import { allocate } from "../money/allocation.ts";
import {
  add,
  compare,
  type Decimal,
  equals,
  format,
  isNegative,
  isPositive,
  isZero,
  subtract,
  sum,
  zero,
} from "../money/decimal.ts";
import { round } from "../money/rounding.ts";

/**
 * A stand-alone selling price: an amount, or what the other obligations leave of the price where it sells at highly varying
 * or yet unknown prices (the residual approach, ASC 606-10-32-34(c), IFRS 15.79(c)), within the range it sells at.
 */
export type Standalone =
  | Decimal
  | { readonly residual: { readonly low: Decimal; readonly high: Decimal } };

/** One performance obligation that shares in a price. */
export interface Sharer {
  readonly id: string;
  readonly standalone: Standalone;
}

/**
 * Obligations that are also regularly sold together, and for how much: the observable evidence that a discount belongs to
 * them alone (ASC 606-10-32-37, IFRS 15.82).
 */
export interface RegularBundle {
  readonly obligations: readonly string[];
  readonly price: Decimal;
}

/** How a price was divided; the amounts add up to it exactly. */
export interface Allocation {
  readonly basis: "relative" | "discount-to-bundle" | "residual";
  readonly amounts: ReadonlyMap<string, Decimal>;
  /** The stand-alone prices that were used, a residual one as it came out. */
  readonly standalone: ReadonlyMap<string, Decimal>;
}

/**
 * Divides a price over obligations by relative stand-alone selling price (ASC 606-10-32-28..35, IFRS 15.73..80), by largest
 * remainder at `scale` digits, so that no minor unit is lost.
 *
 * Where the contract's whole discount is the discount of bundles that are regularly sold, it goes to them alone. It is
 * held to be the same only where it is equal to the minor unit. A residual price is worked out after such discounts
 * (32-38, IFRS 15.83). Refuses with `no-standalone-price`, `more-than-one-residual`, `unknown-obligation`,
 * `bundles-overlap` and `residual-not-faithful` (the residual falls outside the range it sells at: 32-35, IFRS 15.80).
 */
export function allocatePrice(
  price: Decimal,
  sharers: readonly Sharer[],
  scale: number,
  bundles: readonly RegularBundle[] = [],
  path = "",
): Result<Allocation> {
  const known = new Map<string, Decimal>();
  const residuals: { readonly id: string; readonly low: Decimal; readonly high: Decimal }[] = [];
  for (const { id, standalone } of sharers) {
    if ("residual" in standalone) residuals.push({ id, ...standalone.residual });
    else known.set(id, standalone);
  }
  const faults = checkSharers(known, residuals.length, bundles, path);
  if (faults.length > 0) return refuse(...faults);

  const discounted = discountTo(known, bundles, scale);
  const [residual] = residuals;
  if (residual !== undefined) {
    const left = subtract(price, sum(discounted.values()));
    if (compare(left, residual.low) < 0 || compare(left, residual.high) > 0)
      return refuse(unfaithful(residual, left, path));
    const amounts = inOrder(sharers, new Map([...discounted, [residual.id, left]]));
    const standalone = inOrder(sharers, new Map([...known, [residual.id, left]]));
    return ok({ basis: "residual", amounts, standalone });
  }
  if (bundles.length > 0 && equals(sum(discounted.values()), price))
    return ok({ basis: "discount-to-bundle", amounts: discounted, standalone: known });
  if (known.size === 0 || [...known.values()].every(isZero)) {
    if (isZero(price)) return ok({ basis: "relative", amounts: known, standalone: known });
    return refuse(noStandalone(path));
  }
  const amounts = allocateOver(price, known, scale);
  return ok({ basis: "relative", amounts, standalone: known });
}

/** Divides an amount by weights, not all zero, by largest remainder; the parts keep the weights' ids and order. */
export function allocateOver(
  amount: Decimal,
  weights: ReadonlyMap<string, Decimal>,
  scale: number,
): ReadonlyMap<string, Decimal> {
  const parts = allocate(amount, [...weights.values()], scale);
  return new Map([...weights.keys()].map((id, index) => [id, parts[index] ?? zero]));
}

/** What each obligation costs when those of a regular bundle share its price and all others stand at their own. */
function discountTo(
  known: ReadonlyMap<string, Decimal>,
  bundles: readonly RegularBundle[],
  scale: number,
): ReadonlyMap<string, Decimal> {
  const amounts = new Map([...known].map(([id, amount]) => [id, round(amount, scale)] as const));
  for (const bundle of bundles) {
    const members = new Map(bundle.obligations.map((id) => [id, known.get(id) ?? zero] as const));
    for (const [id, part] of allocateOver(bundle.price, members, scale)) amounts.set(id, part);
  }
  return amounts;
}

function checkSharers(
  known: ReadonlyMap<string, Decimal>,
  residuals: number,
  bundles: readonly RegularBundle[],
  path: string,
): readonly Fault[] {
  const faults: Fault[] = [];
  if ([...known.values()].some(isNegative)) faults.push(noStandalone(path));
  if (residuals > 1) {
    faults.push({
      code: "more-than-one-residual",
      path,
      message: "only one stand-alone selling price of a contract can be what the others leave",
      suggestion: "estimate all but one of them",
    });
  }
  const seen = new Set<string>();
  for (const [index, bundle] of bundles.entries()) {
    const at = pathTo(path, "bundles", index);
    if (!bundle.obligations.some((id) => isPositive(known.get(id) ?? zero)))
      faults.push(noStandalone(at));
    for (const id of bundle.obligations) {
      if (!known.has(id)) faults.push(unknownObligation(id, at));
      if (seen.has(id)) {
        const message = "an obligation is in two of the bundles that are regularly sold";
        faults.push({ code: "bundles-overlap", path: at, message, value: id });
      }
      seen.add(id);
    }
  }
  return faults;
}

/** The refusal of a name that no obligation of the contract has. */
export const unknownObligation = (id: string, path: string): Fault => ({
  code: "unknown-obligation",
  path,
  message: "the contract has no such performance obligation, or it has no price of its own",
  value: id,
});

const noStandalone = (path: string): Fault => ({
  code: "no-standalone-price",
  path,
  message:
    "a price can only be divided by stand-alone selling prices above zero, and none is negative",
  suggestion: "estimate what each obligation sells for alone",
});

const unfaithful = (
  range: { readonly id: string; readonly low: Decimal; readonly high: Decimal },
  left: Decimal,
  path: string,
): Fault => ({
  code: "residual-not-faithful",
  path,
  message: `what is left for "${range.id}" lies outside the ${format(range.low)} to ${format(range.high)} it sells at`,
  value: format(left),
  suggestion: "estimate its stand-alone selling price another way",
});

const inOrder = (
  sharers: readonly Sharer[],
  amounts: ReadonlyMap<string, Decimal>,
): ReadonlyMap<string, Decimal> =>
  new Map(sharers.map(({ id }) => [id, amounts.get(id) ?? zero] as const));

/** Sums two allocations of the same obligations. */
export const addAllocations = (
  left: ReadonlyMap<string, Decimal>,
  right: ReadonlyMap<string, Decimal>,
): ReadonlyMap<string, Decimal> => {
  const total = new Map(left);
  for (const [id, amount] of right) total.set(id, add(total.get(id) ?? zero, amount));
  return total;
};
