import type { Decimal } from "../money/decimal.ts";
import type { Quantity } from "../money/quantity.ts";
import { quantityValue } from "./document-values.ts";
import type { CompiledPrice, Item, Rated } from "./price-kind.ts";
import { quantityItem } from "./quantity-fold.ts";

/**
 * What usage costs and why: `rate(price, 150)` for a total quantity, `rate(price, items)` for groups or events.
 *
 * The amount is exact; rounding to the minor unit is the invoice line's. Items may come in any order: a price that
 * depends on the order of its events gets them by event time, then id. A quantity given to a price of events is one
 * event of that value.
 */
export function rate(price: CompiledPrice, usage: Quantity | Decimal | readonly Item[]): Rated {
  return price.finish(foldItems(price, itemsOf(usage)));
}

/**
 * The partial of all items, merged in pairs of equal size rather than one by one: associativity makes it the same, and
 * partials that grow with their items are copied a few times instead of once for each item.
 */
export function foldItems<P>(price: CompiledPrice<P>, items: readonly Item[]): P {
  const ordered = price.order === "none" ? items : [...items].sort(byTimeThenId);
  let partials = ordered.map((item) => price.lift(item));
  while (partials.length > 1) partials = mergePairs(price, partials);
  return partials[0] ?? price.empty;
}

function mergePairs<P>(price: CompiledPrice<P>, partials: readonly P[]): P[] {
  const merged: P[] = [];
  for (let at = 0; at < partials.length; at += 2) {
    const [left, right] = partials.slice(at, at + 2);
    if (left !== undefined) merged.push(right === undefined ? left : price.merge(left, right));
  }
  return merged;
}

function byTimeThenId(left: Item, right: Item): number {
  if (left.time !== right.time) return left.time - right.time;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}

function itemsOf(usage: Quantity | Decimal | readonly Item[]): readonly Item[] {
  if (typeof usage === "number" || typeof usage === "string")
    return [quantityItem(quantityValue(usage))];
  return isItems(usage) ? usage : [quantityItem(usage)];
}

const isItems = (usage: Decimal | readonly Item[]): usage is readonly Item[] =>
  Array.isArray(usage);
