import { assert } from "../fault/fault.ts";
import type { Decimal } from "../money/decimal.ts";
import type { CompiledPrice } from "./price-kind.ts";
import { type QuantityRule, quantityFold } from "./quantity-fold.ts";

/**
 * The fold of a price that changes the quantity before the price it holds sees it. Parts of a period merge as those of
 * the held price do: a sum, or the higher peak.
 */
export function quantityWrapper(of: CompiledPrice, rule: QuantityRule): CompiledPrice<Decimal> {
  assert(of.input === "quantity", `a "${of.kind}" price is not over one quantity`);
  // A price over one quantity folds to that quantity and nothing else, whatever it then charges for it.
  const held = of as CompiledPrice<Decimal>;
  return {
    ...quantityFold(rule),
    empty: held.empty,
    lift: (item) => held.lift(item),
    merge: (left, right) => held.merge(left, right),
  };
}
