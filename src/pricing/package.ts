import { ok } from "../fault/fault.ts";
import { type Decimal, format, multiply } from "../money/decimal.ts";
import { type CurrencyCode, type Money, moneyValue } from "../money/money.ts";
import type { Quantity } from "../money/quantity.ts";
import { divide } from "../money/rounding.ts";
import { checkMoney, checkQuantity, quantityValue } from "./document-values.ts";
import type { PriceKind } from "./price-kind.ts";
import { quantityFold } from "./quantity-fold.ts";

/** Whole packages: a package is due as soon as any part of it is used. Nothing used, nothing due. */
export interface Package<C extends CurrencyCode = CurrencyCode> {
  readonly kind: "package";
  readonly size: Quantity;
  readonly price: Money<C>;
}

/** A price a package: `packages(100, usd(5))` is 5 USD for 1 to 100 units, 10 USD for 101 to 200. */
export function packages<C extends CurrencyCode>(size: Quantity, price: Money<C>): Package<C> {
  return { kind: "package", size, price };
}

export const packageKind: PriceKind<Package> = {
  kind: "package",
  check: (spec, path, context) => [
    ...checkQuantity(spec.size, `${path}/size`, "positive"),
    ...checkMoney(spec.price, `${path}/price`, context),
  ],
  compile(spec) {
    const size = quantityValue(spec.size);
    const price = moneyValue(spec.price);
    const started = (quantity: Decimal): Decimal => divide(quantity, size, 0, "up");
    return ok(
      quantityFold({
        kind: "package",
        total: (quantity) => multiply(started(quantity), price),
        price(quantity) {
          const count = started(quantity);
          const amount = multiply(count, price);
          const label = `packages of ${format(size)}`;
          const step = { label, quantity: format(count), rate: format(price) };
          return { amount, steps: [{ ...step, amount: format(amount) }] };
        },
      }),
    );
  },
};
