import { type PriceBooks, priceBooks } from "../../account/price-book.ts";
import type { Result } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";

/**
 * The books that a plan is billed by: the model's own, without what depends on who a customer is or on when it pays. Taxes are no revenue,
 * and a plan's customers are not dunned.
 */
export function planBooks(model: Model): Result<PriceBooks> {
  const { taxes: _, payment, ...rest } = model;
  if (payment === undefined) return priceBooks([rest]);
  const { dunning: __, ...paid } = payment;
  return priceBooks([{ ...rest, payment: paid }]);
}
