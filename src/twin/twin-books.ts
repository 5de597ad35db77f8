import { type PriceBooks, priceBooks } from "../account/price-book.ts";
import type { Result } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { usualDunning } from "../plan/forecast/unpaid-months.ts";

/** Days after a failed charge on which it is tried again, where the model does not say them. */
export const usualRetryDays: readonly number[] = [1, 3, 7];

/**
 * The books of a business whose customers pay by chance: the model's own, without taxes, which depend on who a customer is. Where it does not say
 * when invoices are due or how they are dunned, they are due at once, and dunned as usual.
 */
export function twinBooks(model: Model): Result<PriceBooks> {
  const { taxes: _, payment, invoicing, ...rest } = model;
  return priceBooks([
    {
      ...rest,
      invoicing: { netDays: 0, ...invoicing },
      payment: { methods: {}, dunning: usualDunning, ...payment },
    },
  ]);
}
