import { isExact } from "../../money/amount.ts";
import type { Price } from "../../pricing/registry.ts";
import type { ModelRule } from "../model-rule.ts";
import { priceSites } from "./price-sites.ts";

/** Whether some amount of the price is a range, a floor or to be negotiated. */
function isOpen(price: Price): boolean {
  if (price.kind === "flat") return !isExact(price.amount);
  if (price.kind === "per-unit") return !isExact(price.unit);
  return "of" in price && isOpen(price.of);
}

/** A plan whose price is a range or a floor is agreed on in a contract, so it says that it needs one. */
export const openPrices: ModelRule = {
  name: "open-prices",
  severity: "warning",
  needsSound: "surroundings",
  find: (model) =>
    priceSites(model).flatMap(({ price, path, plan, use }) =>
      use !== "base" || plan === undefined || plan.requiresContract === true || !isOpen(price)
        ? []
        : [
            {
              code: "open-price-without-contract",
              path,
              message: "this price is open, so a contract has to state it before it is billed",
              suggestion: "write requiresContract: true",
            },
          ],
    ),
};
