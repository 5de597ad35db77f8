import { type Fault, ok } from "../fault/fault.ts";
import { type Decimal, format, multiply, one } from "../money/decimal.ts";
import type { Quantity } from "../money/quantity.ts";
import { divide, type Rounding, round } from "../money/rounding.ts";
import { checkQuantity, quantityValue } from "./document-values.ts";
import { checkPer, pricePerUnit } from "./per.ts";
import type { CompiledPrice, PriceContext, PriceKind, PriceSpec, Rated } from "./price-kind.ts";
import { priceOf, totalOf } from "./quantity-fold.ts";
import { quantityWrapper } from "./quantity-wrapper.ts";

/**
 * The quantity in another unit before the price in `of` sees it: × `multiplyBy`, ÷ `divideBy`, then rounded to a whole
 * number if `round` says how (`up` and `half-up` go away from zero).
 *
 * Over a quantity the period's total is transformed, so rounding happens once. Over single events each event's value is,
 * a correction's like that of what it corrects. Groups are only scaled: rounding stands inside the cells. Without
 * `round` the result is exact, so `divideBy` needs a finite decimal quotient.
 */
export interface Transform<Of extends PriceSpec = PriceSpec> {
  readonly kind: "transform";
  readonly multiplyBy?: Quantity;
  readonly divideBy?: Quantity;
  readonly round?: "up" | "down" | "half-up";
  readonly of: Of;
}

/** Seconds priced by started hours: `transform({ divideBy: 3600, round: "up" }, perUnit(usd(2)))`. */
export function transform<Of extends PriceSpec>(
  change: Pick<Transform, "multiplyBy" | "divideBy" | "round">,
  of: Of,
): Transform<Of> {
  return { kind: "transform", ...change, of };
}

export const transformKind: PriceKind<Transform> = {
  kind: "transform",
  check: (spec, path, context) => [...checkChange(spec, path), ...checkHeld(spec, path, context)],
  compile(spec, terms, nested) {
    const of = nested.compile(spec.of, terms, "/of");
    if (!of.ok) return of;
    const change = changeOf(spec);
    return ok(
      of.value.input === "quantity" ? overQuantity(of.value, change) : overItems(of.value, change),
    );
  },
};

const roundings: readonly string[] = ["up", "down", "half-up"] satisfies Rounding[];

function checkChange(spec: Transform, path: string): readonly Fault[] {
  const { multiplyBy, divideBy } = spec;
  const faults: Fault[] = [
    ...(multiplyBy === undefined
      ? []
      : checkQuantity(multiplyBy, `${path}/multiplyBy`, "positive")),
    ...(divideBy === undefined ? [] : checkQuantity(divideBy, `${path}/divideBy`, "positive")),
  ];
  if (spec.round !== undefined && !roundings.includes(spec.round)) {
    const message = "a quantity is rounded up, down or half-up, to a whole number";
    const suggestion = 'write "up", "down" or "half-up"';
    const value = spec.round;
    faults.push({ code: "unknown-rounding", path: `${path}/round`, message, value, suggestion });
  }
  if (multiplyBy === undefined && divideBy === undefined && spec.round === undefined) {
    const message = "this transform changes nothing";
    const suggestion = "add `multiplyBy`, `divideBy` or `round`, or use the price in `of` alone";
    faults.push({ code: "empty-transform", path, message, suggestion });
  }
  return faults.length > 0 || spec.round !== undefined ? faults : checkExact(divideBy, path);
}

function checkExact(divideBy: Quantity | undefined, path: string): readonly Fault[] {
  return checkPer(divideBy, `${path}/divideBy`).map((fault) => ({
    ...fault,
    code: "inexact-divisor",
    message: "a quantity divided by this has no exact decimal",
    suggestion: "say how the quotient is rounded to a whole number with `round`",
  }));
}

function checkHeld(
  { of, round }: Transform,
  path: string,
  context: PriceContext,
): readonly Fault[] {
  const faults = context.nested.check(of, `${path}/of`, context);
  if (faults.length > 0 || round === undefined || context.nested.input(of) !== "groups")
    return faults;
  const message = "a price by groups cannot round its quantities as a whole";
  const suggestion = "put the transform inside the cells";
  const code = "needs-quantity-price";
  return [{ code, path: `${path}/of`, message, value: of.kind, suggestion }];
}

type Change = (quantity: Decimal) => Decimal;

/** One multiplication where nothing is rounded; else one division, so that it rounds once. */
function changeOf(spec: Transform): Change {
  const factor = spec.multiplyBy === undefined ? one : quantityValue(spec.multiplyBy);
  const { divideBy, round: rounding } = spec;
  if (rounding === undefined) {
    const share = pricePerUnit(factor, divideBy);
    return (quantity) => multiply(quantity, share);
  }
  if (divideBy === undefined) return (quantity) => round(multiply(quantity, factor), 0, rounding);
  const divisor = quantityValue(divideBy);
  return (quantity) => divide(multiply(quantity, factor), divisor, 0, rounding);
}

function overQuantity(of: CompiledPrice, change: Change): CompiledPrice<Decimal> {
  return quantityWrapper(of, {
    kind: "transform",
    total: (quantity) => totalOf(of, change(quantity)),
    price: (quantity) => noted(priceOf(of, change(quantity)), quantity, change(quantity)),
  });
}

function noted(rated: Rated, quantity: Decimal, priced: Decimal): Rated {
  const note = `a quantity of ${format(quantity)} is priced as ${format(priced)}`;
  return { ...rated, notes: [note, ...(rated.notes ?? [])] };
}

function overItems<P>(of: CompiledPrice<P>, change: Change): CompiledPrice<P> {
  return {
    ...of,
    kind: "transform",
    lift: (item) => of.lift({ ...item, quantity: change(item.quantity) }),
  };
}
