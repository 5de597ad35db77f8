import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import {
  add,
  compare,
  type Decimal,
  equals,
  format,
  isNegative,
  isPositive,
  max,
  multiply,
  subtract,
} from "../money/decimal.ts";
import { type CurrencyCode, type Money, moneyValue } from "../money/money.ts";
import type { Quantity } from "../money/quantity.ts";
import { checkMoney, checkQuantity, quantityValue } from "./document-values.ts";
import { checkHeldQuantityPrice } from "./held-price.ts";
import type { CompiledPrice, PriceKind, PriceSpec, PriceTerms, Step } from "./price-kind.ts";
import { type PricedQuantity, peakFold, priceOf, totalOf } from "./quantity-fold.ts";

/**
 * What happens above the reserved quantity. `bill`: the part above it, and only if there is one, at a price of its own.
 * `block`: it was refused at the gate, so none is billed. `raise`: the whole peak is billed at the reserved unit price.
 */
export type OverUse<Of extends PriceSpec = PriceSpec> =
  | { readonly rule: "bill"; readonly price: Of }
  | { readonly rule: "block" }
  | { readonly rule: "raise" };

/**
 * Reserved capacity: `unit` for each reserved unit, used or not, and the peak of use against it.
 * Without `reserved`, each subscription states its own. Items are levels: the highest one counts, they do not add up.
 */
export interface Capacity<C extends CurrencyCode = CurrencyCode, Of extends PriceSpec = PriceSpec> {
  readonly kind: "capacity";
  readonly reserved?: Quantity;
  readonly unit: Money<C>;
  readonly overUse: OverUse<Of>;
}

/** Capacity: `capacity(usd(10), { reserved: 50, overUse: { rule: "bill", price: perUnit(usd(12)) } })`. */
export function capacity<C extends CurrencyCode, Of extends PriceSpec = never>(
  unit: Money<C>,
  options: { readonly reserved?: Quantity; readonly overUse: OverUse<Of> },
): Capacity<C, Of> {
  return { kind: "capacity", unit, ...options };
}

export const capacityKind: PriceKind<Capacity> = {
  kind: "capacity",
  input: "quantity",
  check: (spec, path, context) => [
    ...(spec.reserved === undefined
      ? []
      : checkQuantity(spec.reserved, `${path}/reserved`, "not-negative")),
    ...checkMoney(spec.unit, `${path}/unit`, context),
    ...(spec.overUse.rule === "bill"
      ? checkHeldQuantityPrice(spec.overUse.price, `${path}/overUse/price`, context)
      : []),
  ],
  compile(spec, terms, nested) {
    const reserved = reservedQuantity(spec, terms);
    if (!reserved.ok) return reserved;
    const unit = moneyValue(spec.unit);
    if (spec.overUse.rule !== "bill") {
      const charged = spec.overUse.rule === "raise" ? raised : blocked;
      return ok(charged(reserved.value, unit));
    }
    const over = nested.compile(spec.overUse.price, terms, "/overUse/price");
    return over.ok ? ok(billed(reserved.value, unit, over.value)) : over;
  },
};

/** The document's quantity, or the subscription's where the document leaves it open; both only if they are equal. */
function reservedQuantity(spec: Capacity, terms: PriceTerms): Result<Decimal> {
  const stated = spec.reserved === undefined ? undefined : quantityValue(spec.reserved);
  const reserved = terms.reserved ?? stated;
  if (reserved === undefined) return refuse(needsReserved());
  if (isNegative(reserved)) return refuse(negativeReserved(reserved));
  if (stated === undefined || equals(reserved, stated)) return ok(reserved);
  return refuse(reservedIsStated(reserved, stated));
}

function needsReserved(): Fault {
  const message = "the price leaves the reserved quantity to the subscription, which states none";
  const suggestion = "state the reserved quantity in the subscription";
  return { code: "needs-reserved-quantity", path: "/reserved", message, suggestion };
}

function negativeReserved(reserved: Decimal): Fault {
  const message = "a reserved quantity is not negative";
  const suggestion = "reserve zero or more";
  const value = format(reserved);
  return { code: "quantity-out-of-range", path: "/reserved", message, value, suggestion };
}

function reservedIsStated(reserved: Decimal, stated: Decimal): Fault {
  const message = `the price reserves ${format(stated)}, so a subscription reserves no other quantity`;
  const suggestion = "leave `reserved` out of the price where each subscription states its own";
  const value = format(reserved);
  return { code: "reserved-quantity-stated", path: "/reserved", message, value, suggestion };
}

function reservation(reserved: Decimal, unit: Decimal): PricedQuantity {
  const amount = multiply(reserved, unit);
  const step = { label: "reserved", quantity: format(reserved), rate: format(unit) };
  return { amount, steps: [{ ...step, amount: format(amount) }] };
}

function blocked(reserved: Decimal, unit: Decimal): CompiledPrice<Decimal> {
  const due = reservation(reserved, unit);
  return peakFold({
    kind: "capacity",
    total: () => due.amount,
    price(peak) {
      if (compare(peak, reserved) <= 0) return due;
      const note = `the peak of ${format(peak)} is above the reserved ${format(reserved)}; use above it is blocked, not billed`;
      return { ...due, notes: [note] };
    },
  });
}

function raised(reserved: Decimal, unit: Decimal): CompiledPrice<Decimal> {
  const due = reservation(reserved, unit);
  return peakFold({
    kind: "capacity",
    total: (peak) => multiply(max(peak, reserved), unit),
    price(peak) {
      if (compare(peak, reserved) <= 0) return due;
      const above = subtract(peak, reserved);
      const extra = multiply(above, unit);
      const step: Step = {
        label: "raised to the peak",
        quantity: format(above),
        rate: format(unit),
        amount: format(extra),
      };
      return { amount: add(due.amount, extra), steps: [...due.steps, step] };
    },
  });
}

function billed(reserved: Decimal, unit: Decimal, over: CompiledPrice): CompiledPrice<Decimal> {
  const due = reservation(reserved, unit);
  return peakFold({
    kind: "capacity",
    total(peak) {
      const above = subtract(peak, reserved);
      return isPositive(above) ? add(due.amount, totalOf(over, above)) : due.amount;
    },
    price(peak) {
      const above = subtract(peak, reserved);
      if (!isPositive(above)) return due;
      const extra = priceOf(over, above);
      const steps = extra.steps.map((step) => ({ ...step, label: `over use: ${step.label}` }));
      return {
        ...extra,
        amount: add(due.amount, extra.amount),
        steps: [...due.steps, ...steps],
      };
    },
  });
}
