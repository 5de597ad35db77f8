import { type Fault, pathTo } from "../../fault/fault.ts";
import { format } from "../../money/decimal.ts";
import { formatMoney } from "../../money/money.ts";
import { formatQuantity } from "../../money/quantity.ts";
import { findCliff } from "../../pricing/cliff.ts";
import { checkPrice } from "../../pricing/registry.ts";
import { findDiscountCliff } from "../../pricing/volume-discount.ts";
import type { Model } from "../model.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";
import { type PriceSite, priceSites } from "./price-sites.ts";

const suggestion = 'make it graduated, or write cliff: "intended"';

function priceCliff({ price, path, plan, currency }: PriceSite): readonly Fault[] {
  if (plan?.cliff === "intended" || checkPrice(price, path, { currency }).length > 0) return [];
  const cliff = findCliff(price);
  if (cliff === undefined) return [];
  const [before, after] = [formatMoney(cliff.before, currency), formatMoney(cliff.after, currency)];
  return [
    {
      code: "price-cliff",
      path: path + cliff.path,
      message: `past ${formatQuantity(cliff.at)}, more use costs less: ${before} becomes ${after}`,
      value: format(cliff.at),
      suggestion,
    },
  ];
}

function discountCliffs(model: Model): readonly Fault[] {
  return entriesOf(model.discounts).flatMap(([id, discount]) => {
    if (discount.kind !== "volume" || discount.cliff === "intended") return [];
    const [cliff] = findDiscountCliff(discount);
    if (cliff === undefined) return [];
    const dearer = `${formatQuantity(cliff.dearerFrom)} to ${formatQuantity(cliff.at)}`;
    return [
      {
        code: "price-cliff",
        path: pathTo("/discounts", id),
        message: `buying ${formatQuantity(cliff.at)} costs less than some quantities from ${dearer}`,
        value: format(cliff.at),
        suggestion,
      },
    ];
  });
}

/**
 * More should not cost less. Whole price lists are written that way on purpose, so it is a warning, and a plan or a
 * discount that means it says so.
 */
export const priceCliffs: ModelRule = {
  name: "price-cliffs",
  severity: "warning",
  needsSound: "contents",
  find: (model) => [...priceSites(model).flatMap(priceCliff), ...discountCliffs(model)],
};
