import { type Fault, ok } from "../fault/fault.ts";
import { add, type Decimal, format, min, subtract, zero } from "../money/decimal.ts";
import type { Quantity } from "../money/quantity.ts";
import { checkQuantity, quantityValue } from "./document-values.ts";
import { type AllowancePartial, eventAllowance } from "./event-allowance.ts";
import type {
  CompiledPrice,
  PriceContext,
  PriceKind,
  PriceSpec,
  Rated,
  Step,
} from "./price-kind.ts";
import { priceOf, totalOf } from "./quantity-fold.ts";
import { quantityWrapper } from "./quantity-wrapper.ts";

/**
 * Units that are free before the price in `of` sees any: its tiers begin after them.
 *
 * In front of a price on single events, the first units of value in order of event time, then id, are free, and the
 * event that crosses the allowance is split. A price by groups cannot say which group's units are free: there the free
 * units stand inside the cells.
 */
export interface FreeUnits<Of extends PriceSpec = PriceSpec> {
  readonly kind: "free-units";
  readonly units: Quantity;
  readonly of: Of;
}

/** The first units are free: `freeUnits(1000, perUnit(usd("0.01")))`. */
export function freeUnits<Of extends PriceSpec>(units: Quantity, of: Of): FreeUnits<Of> {
  return { kind: "free-units", units, of };
}

export const freeUnitsKind: PriceKind<FreeUnits> = {
  kind: "free-units",
  check: (spec, path, context) => [
    ...checkQuantity(spec.units, `${path}/units`, "not-negative"),
    ...checkHeld(spec.of, `${path}/of`, context),
  ],
  compile(spec, terms, nested) {
    const of = nested.compile(spec.of, terms, "/of");
    if (!of.ok) return of;
    const units = quantityValue(spec.units);
    const fold = of.value.input === "events" ? overEvents : overQuantity;
    return ok(fold(of.value, units));
  },
};

function checkHeld(of: PriceSpec, path: string, context: PriceContext): readonly Fault[] {
  const faults = context.nested.check(of, path, context);
  if (faults.length > 0 || context.nested.input(of) !== "groups") return faults;
  const message = "free units do not say which group of the price they free";
  const suggestion = "put the free units inside the cells";
  return [{ code: "needs-quantity-price", path, message, value: of.kind, suggestion }];
}

function overQuantity(of: CompiledPrice, units: Decimal): CompiledPrice<Decimal> {
  return quantityWrapper(of, {
    kind: "free-units",
    total: (quantity) => totalOf(of, subtract(quantity, min(quantity, units))),
    price(quantity) {
      const free = min(quantity, units);
      return withFree(priceOf(of, subtract(quantity, free)), free);
    },
  });
}

function overEvents<P>(of: CompiledPrice<P>, units: Decimal): CompiledPrice<AllowancePartial<P>> {
  const { settle, ...fold } = eventAllowance(of, { value: units });
  return {
    ...fold,
    kind: "free-units",
    input: "events",
    order: "event-time-then-id",
    total: (partial) => of.total(settle(partial).charged),
    finish(partial) {
      const { charged, freeValue } = settle(partial);
      const rated = withFree(of.finish(charged), freeValue);
      return { ...rated, quantity: add(rated.quantity, freeValue) };
    },
  };
}

/** The rating of what is left, with the free units in front. */
function withFree(rated: Rated, free: Decimal): Rated {
  const step: Step = { label: "free units", quantity: format(free), amount: "0" };
  return { ...rated, free: add(free, rated.free ?? zero), steps: [step, ...rated.steps] };
}
