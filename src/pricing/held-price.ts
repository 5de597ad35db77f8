import type { Fault } from "../fault/fault.ts";
import type { PriceContext, PriceSpec } from "./price-kind.ts";

/**
 * Every fault of a price that another one holds and gives a single quantity to: its own faults, and
 * `needs-quantity-price` where it prices single events or groups.
 */
export function checkHeldQuantityPrice(
  spec: PriceSpec,
  path: string,
  context: PriceContext,
): readonly Fault[] {
  const faults = context.nested.check(spec, path, context);
  if (faults.length > 0 || context.nested.input(spec) === "quantity") return faults;
  const message = `a "${spec.kind}" price cannot be used here, where only a total quantity is known`;
  const suggestion = "use a price over a quantity: per-unit, graduated, volume, package, flat …";
  return [{ code: "needs-quantity-price", path, message, value: spec.kind, suggestion }];
}
