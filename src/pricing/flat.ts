import { ok } from "../fault/fault.ts";
import type { Amount } from "../money/amount.ts";
import { type Decimal, format } from "../money/decimal.ts";
import type { CurrencyCode } from "../money/money.ts";
import { checkPriceAmount, settledAmountDue } from "./document-values.ts";
import type { PriceKind } from "./price-kind.ts";
import { type PricedQuantity, quantityFold } from "./quantity-fold.ts";

/** One amount, due once whatever the quantity is, zero included. */
export interface Flat<C extends CurrencyCode = CurrencyCode> {
  readonly kind: "flat";
  readonly amount: Amount<C>;
}

/** A flat fee: `flat(usd(99))`. */
export function flat<C extends CurrencyCode = never>(amount: Amount<C>): Flat<C> {
  return { kind: "flat", amount };
}

export const flatKind: PriceKind<Flat> = {
  kind: "flat",
  check: (spec, path, context) => checkPriceAmount(spec.amount, `${path}/amount`, context),
  compile(spec, terms) {
    const amount = settledAmountDue(spec.amount, terms, "/amount");
    if (!amount.ok) return amount;
    const due = feeOf(amount.value);
    return ok(quantityFold({ kind: "flat", total: () => amount.value, price: () => due }));
  },
};

function feeOf(amount: Decimal): PricedQuantity {
  const text = format(amount);
  return { amount, steps: [{ label: "flat fee", flat: text, amount: text }] };
}
