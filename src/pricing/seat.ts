import { type Fault, ok } from "../fault/fault.ts";
import {
  compare,
  type Decimal,
  format,
  isPositive,
  max,
  min,
  multiply,
  subtract,
  zero,
} from "../money/decimal.ts";
import { type CurrencyCode, type Money, moneyValue } from "../money/money.ts";
import type { Quantity } from "../money/quantity.ts";
import { checkMoney, checkQuantity, quantityValue } from "./document-values.ts";
import type { PriceKind, Step } from "./price-kind.ts";
import { type PricedQuantity, quantityFold } from "./quantity-fold.ts";

/**
 * A price a seat. At least `minimum` seats count, even with none taken; of those that count, the first `included` are free:
 * with a minimum of 5 and 2 included, 3 seats taken are 5 counted and 3 charged.
 */
export interface Seat<C extends CurrencyCode = CurrencyCode> {
  readonly kind: "seat";
  readonly unit: Money<C>;
  readonly included?: Quantity;
  readonly minimum?: Quantity;
}

/** Seats: `seat(usd(12), { included: 1, minimum: 3 })`. */
export function seat<C extends CurrencyCode>(
  unit: Money<C>,
  options: Pick<Seat, "included" | "minimum"> = {},
): Seat<C> {
  return { kind: "seat", unit, ...options };
}

export const seatKind: PriceKind<Seat> = {
  kind: "seat",
  check(spec, path, context) {
    const { included, minimum } = spec;
    const faults = [
      ...checkMoney(spec.unit, `${path}/unit`, context),
      ...(included === undefined
        ? []
        : checkQuantity(included, `${path}/included`, "not-negative")),
      ...(minimum === undefined ? [] : checkQuantity(minimum, `${path}/minimum`, "positive")),
    ];
    return faults.length > 0 ? faults : checkMinimum(spec, path);
  },
  compile(spec) {
    const unit = moneyValue(spec.unit);
    const included = spec.included === undefined ? zero : quantityValue(spec.included);
    const minimum = spec.minimum === undefined ? zero : quantityValue(spec.minimum);
    const charged = (taken: Decimal): Decimal => max(subtract(max(taken, minimum), included), zero);
    return ok(
      quantityFold({
        kind: "seat",
        total: (taken) => multiply(charged(taken), unit),
        price: (taken) => priceSeats({ taken, minimum, included, charged: charged(taken), unit }),
      }),
    );
  },
};

function checkMinimum({ included, minimum }: Seat, path: string): readonly Fault[] {
  if (included === undefined || minimum === undefined) return [];
  if (compare(quantityValue(minimum), quantityValue(included)) > 0) return [];
  const message = "the included seats already cover the minimum, so it never has an effect";
  const suggestion = "state a minimum above the included seats, or none";
  return [
    { code: "ineffective-minimum", path: `${path}/minimum`, message, value: minimum, suggestion },
  ];
}

interface SeatCount {
  readonly taken: Decimal;
  readonly minimum: Decimal;
  readonly included: Decimal;
  readonly charged: Decimal;
  readonly unit: Decimal;
}

function priceSeats({ taken, minimum, included, charged, unit }: SeatCount): PricedQuantity {
  const amount = multiply(charged, unit);
  const free = min(max(taken, minimum), included);
  const steps: Step[] = [];
  if (isPositive(free)) {
    steps.push({ label: "included seats", quantity: format(free), rate: "0", amount: "0" });
  }
  const step = { label: "seats", quantity: format(charged), rate: format(unit) };
  steps.push({ ...step, amount: format(amount) });
  const priced: PricedQuantity = { amount, steps, ...(isPositive(free) ? { free } : {}) };
  if (compare(taken, minimum) >= 0) return priced;
  const note = `${format(taken)} seats taken, counted as the minimum of ${format(minimum)}`;
  return { ...priced, notes: [note] };
}
