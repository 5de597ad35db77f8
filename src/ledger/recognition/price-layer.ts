import { ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import {
  add,
  type Decimal,
  isNegative,
  isPositive,
  isZero,
  max,
  multiply,
  negate,
  subtract,
  sum,
  zero,
} from "../../money/decimal.ts";
import { divide } from "../../money/rounding.ts";
import {
  addAllocations,
  allocateOver,
  allocatePrice,
  type RegularBundle,
  unknownObligation,
} from "../../pricing/allocate-price.ts";
import { type Obligation, sharesInPrice, type TransactionPrice } from "./contract.ts";
import { book, type Cause, type Fold, settle } from "./fold.ts";

type Amounts = ReadonlyMap<string, Decimal>;

/**
 * One division of a price: the contract's at inception, or that of what remained at a modification.
 *
 * Kept, because a later change of an estimate is divided on the same basis as at inception (ASC 606-10-32-43, IFRS 15.88),
 * also where the contract was modified since (32-45(a), IFRS 15.90(a)).
 */
export interface PriceLayer {
  readonly weights: Amounts;
  readonly components: Map<string, Component>;
  /** Obligations whose remaining price went into a later layer. */
  readonly carried: Map<string, Carried>;
}

interface Component {
  readonly amount: Decimal;
  readonly weights: Amounts;
  readonly refund: boolean;
}

/** The part of an obligation's price that was revenue when the rest went into layer `to`. */
interface Carried {
  readonly kept: Decimal;
  readonly of: Decimal;
  readonly to: number;
}

/** A layer, and each obligation's part of the price in it. */
export interface Divided {
  readonly layer: PriceLayer;
  readonly amounts: Amounts;
}

/** Divides a transaction price over the obligations that share in it. */
export function dividePrice(
  price: TransactionPrice,
  obligations: readonly Obligation[],
  scale: number,
  bundles: readonly RegularBundle[] = [],
  path = "",
): Result<Divided> {
  const variable = price.variable ?? [];
  const common = variable.filter((component) => component.allocatedTo === undefined);
  const total = add(price.fixed, sum(common.map((component) => component.estimate)));
  const sharers = obligations.filter((obligation) => sharesInPrice(obligation.pattern));
  if (sharers.length === 0 && !isZero(total)) return refuse(withoutObligation(path));
  const allocation = allocatePrice(total, sharers, scale, bundles, path);
  if (!allocation.ok) return allocation;
  const weights = allocation.value.standalone;
  const components = new Map<string, Component>();
  let amounts = allocation.value.amounts;
  for (const [index, component] of variable.entries()) {
    const { id, estimate, allocatedTo, refund = false } = component;
    const at = pathTo(path, "price", "variable", index, "allocatedTo");
    const ids = allocatedTo ?? [...weights.keys()];
    const stranger = ids.find((name) => !weights.has(name));
    if (stranger !== undefined) return refuse(unknownObligation(stranger, at));
    const own = new Map(ids.map((name) => [name, weights.get(name) ?? zero] as const));
    if (![...own.values()].some(isPositive)) return refuse(withoutObligation(at));
    components.set(id, { amount: estimate, weights: own, refund });
    if (allocatedTo !== undefined)
      amounts = addAllocations(amounts, allocateOver(estimate, own, scale));
  }
  return ok({ layer: { weights, components, carried: new Map() }, amounts });
}

const withoutObligation = (path: string) => ({
  code: "price-without-obligation",
  path,
  message: "no performance obligation with a stand-alone selling price shares in this price",
  suggestion: "name what is promised for it, with its stand-alone selling price",
});

/** Books the refunds that a layer expects from its beginning. */
export function expectRefunds(fold: Fold, layer: PriceLayer, cause: Cause): void {
  for (const component of layer.components.values())
    if (component.refund) moveRefund(fold, component, zero, cause);
}

/**
 * Books the change of the refund that a component, which was `before`, now expects. It may fall below what was paid back
 * already; then nothing is owed until it rises above that again.
 */
function moveRefund(fold: Fold, component: Component, before: Decimal, cause: Cause): void {
  const was = allocateOver(before, component.weights, fold.scale);
  for (const [id, part] of allocateOver(component.amount, component.weights, fold.scale)) {
    const track = fold.tracks.get(id);
    if (track === undefined) continue;
    const change = subtract(owed(part), owed(was.get(id) ?? zero));
    book(fold, track, "refund-expected", change, cause);
  }
}

const owed = (part: Decimal): Decimal => max(zero, negate(part));

/**
 * Takes a new estimate of a variable consideration into the price: each obligation's part of the change is revenue at
 * once as far as the obligation is satisfied (ASC 606-10-32-42..45, IFRS 15.87..90).
 * Refuses with `unknown-component`.
 */
export function estimatePrice(
  fold: Fold,
  name: string,
  amount: Decimal,
  cause: Cause,
  path: string,
): Result<null> {
  const index = fold.layers.findIndex((layer) => layer.components.has(name));
  const layer = fold.layers[index];
  const before = layer?.components.get(name);
  if (layer === undefined || before === undefined) {
    const message = "the contract's price has no variable consideration of this name";
    return refuse({ code: "unknown-component", path, message, value: name });
  }
  const after = { ...before, amount };
  layer.components.set(name, after);
  const old = allocateOver(before.amount, before.weights, fold.scale);
  const parts = allocateOver(amount, before.weights, fold.scale);
  const changes = [...parts].map(
    ([id, part]) => [id, subtract(part, old.get(id) ?? zero)] as const,
  );
  if (before.refund) moveRefund(fold, after, before.amount, cause);
  changePrice(fold, index, new Map(changes), cause);
  return ok(null);
}

/** Adds to what obligations were allocated in a layer; what was carried on follows into the later layer. */
function changePrice(fold: Fold, index: number, changes: Amounts, cause: Cause): void {
  const pools = new Map<number, Decimal>();
  for (const [id, change] of changes) {
    const track = fold.tracks.get(id);
    if (track === undefined || isZero(change)) continue;
    const carried = fold.layers[index]?.carried.get(id);
    if (carried !== undefined) {
      const { kept, of, to } = carried;
      const earned = isZero(of) ? zero : divide(multiply(change, kept), of, fold.scale);
      track.settled = add(track.settled, earned);
      pools.set(to, add(pools.get(to) ?? zero, subtract(change, earned)));
    } else if (track.open) {
      track.allocated = add(track.allocated, change);
    } else {
      track.settled = add(track.settled, change);
    }
    settle(fold, track, "catch-up", cause);
  }
  for (const [to, pool] of pools) {
    const layer = fold.layers[to];
    if (layer === undefined || isZero(pool)) continue;
    changePrice(fold, to, allocateOver(pool, layer.weights, fold.scale), cause);
  }
}

/** Weights that can divide a carried balance: the parts themselves, or the stand-alone prices where a part is not positive. */
export function balanceWeights(amounts: Amounts, standalone: Amounts): Amounts {
  const parts = [...amounts.values()];
  return parts.some(isPositive) && !parts.some(isNegative) ? amounts : standalone;
}
