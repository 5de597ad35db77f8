import { ok } from "../fault/fault.ts";
import type { Amount } from "../money/amount.ts";
import { format, multiply } from "../money/decimal.ts";
import type { CurrencyCode } from "../money/money.ts";
import type { Quantity } from "../money/quantity.ts";
import { checkPriceAmount, settledAmount } from "./document-values.ts";
import { checkPer, pricePerUnit } from "./per.ts";
import type { PriceKind } from "./price-kind.ts";
import { quantityFold } from "./quantity-fold.ts";

/**
 * The same price for every unit, parts of a unit in proportion. With `per`, `unit` is the price of that many units:
 * 0.10 USD per 1000 is 0.0001 USD a unit, and 1500 units are 0.15 USD (whole packs are a package price).
 */
export interface PerUnit<C extends CurrencyCode = CurrencyCode> {
  readonly kind: "per-unit";
  readonly unit: Amount<C>;
  readonly per?: Quantity;
}

/** A price a unit: `perUnit(usd("0.001"))`, or `perUnit(usd(1), { per: 1000 })`. */
export function perUnit<C extends CurrencyCode = never>(
  unit: Amount<C>,
  options: { readonly per?: Quantity } = {},
): PerUnit<C> {
  return { kind: "per-unit", unit, ...options };
}

export const perUnitKind: PriceKind<PerUnit> = {
  kind: "per-unit",
  check: (spec, path, context) => [
    ...checkPriceAmount(spec.unit, `${path}/unit`, context),
    ...checkPer(spec.per, `${path}/per`),
  ],
  compile(spec, terms) {
    const unit = settledAmount(spec.unit, terms, "/unit");
    if (!unit.ok) return unit;
    const rate = pricePerUnit(unit.value, spec.per);
    return ok(
      quantityFold({
        kind: "per-unit",
        total: (quantity) => multiply(quantity, rate),
        price(quantity) {
          const amount = multiply(quantity, rate);
          const step = { label: "units", quantity: format(quantity), rate: format(rate) };
          return { amount, steps: [{ ...step, amount: format(amount) }] };
        },
      }),
    );
  },
};
