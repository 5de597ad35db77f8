import { add, type Decimal, format, isNegative, max, zero } from "../money/decimal.ts";
import type { CompiledPrice, Item, Rated, Step } from "./price-kind.ts";

/** What a quantity comes to; the fold adds the quantity itself. */
export interface PricedQuantity {
  readonly amount: Decimal;
  readonly steps: readonly Step[];
  readonly free?: Decimal | undefined;
  readonly notes?: readonly string[] | undefined;
}

/** What tells one quantity price from another. Both functions see a quantity of zero or more and agree on the amount. */
export interface QuantityRule {
  readonly kind: string;
  total(quantity: Decimal): Decimal;
  price(quantity: Decimal): PricedQuantity;
}

/**
 * The fold of every price over one summed quantity: items add up, and only their sum is priced.
 *
 * A negative sum (corrections larger than the usage) is priced as zero and noted. Money goes back through the account,
 * as the difference of two ratings of the corrected period, never through a price below zero.
 */
export function quantityFold(rule: QuantityRule): CompiledPrice<Decimal> {
  return {
    kind: rule.kind,
    input: "quantity",
    order: "none",
    empty: zero,
    lift: (item: Item) => item.quantity,
    merge: add,
    total: (net) => rule.total(isNegative(net) ? zero : net),
    finish: (net) => (isNegative(net) ? corrected(rule, net) : rated(rule.price(net), net)),
  };
}

/**
 * As {@link quantityFold} for a level such as a peak: of two parts of a period the higher one counts, and a level below
 * zero counts as zero.
 */
export function peakFold(rule: QuantityRule): CompiledPrice<Decimal> {
  return {
    ...quantityFold(rule),
    lift: (item: Item) => max(item.quantity, zero),
    merge: max,
  };
}

function rated({ amount, free, steps, notes }: PricedQuantity, quantity: Decimal): Rated {
  return { amount, quantity, free, steps, notes };
}

function corrected(rule: QuantityRule, net: Decimal): Rated {
  const priced = rule.price(zero);
  const note = `corrections leave a net quantity of ${format(net)}, which is priced as zero`;
  return { ...priced, quantity: zero, notes: [note, ...(priced.notes ?? [])] };
}

/** An item that carries a quantity and nothing else, for a price that holds another quantity price. */
export function quantityItem(quantity: Decimal): Item {
  return { quantity, time: 0, id: "" };
}

/** The exact amount of a quantity under any price over one quantity. */
export function totalOf(price: CompiledPrice, quantity: Decimal): Decimal {
  return price.total(price.lift(quantityItem(quantity)));
}

/** The amount of a quantity and how it came to be, under any price over one quantity. */
export function priceOf(price: CompiledPrice, quantity: Decimal): Rated {
  return price.finish(price.lift(quantityItem(quantity)));
}
