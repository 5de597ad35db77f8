import { pathTo } from "../../fault/fault.ts";
import { checkDiscount } from "../../pricing/discount-check.ts";
import { checkPrice } from "../../pricing/registry.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";
import { priceSites } from "./price-sites.ts";

/** Every price and discount holds together: tiers without gaps, cells that are reachable, amounts in one currency. */
export const soundPrices: ModelRule = {
  name: "sound-prices",
  severity: "fault",
  needsSound: "surroundings",
  find: (model) => [
    ...priceSites(model).flatMap(({ price, path, currency, meter }) =>
      checkPrice(
        price,
        path,
        meter === undefined ? { currency } : { currency, dimensions: meter.dimensions ?? {} },
      ),
    ),
    ...entriesOf(model.discounts).flatMap(([id, discount]) =>
      checkDiscount(discount, pathTo("/discounts", id), model.currency),
    ),
  ],
};
