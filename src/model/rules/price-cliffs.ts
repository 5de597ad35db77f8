import type { Fault } from "../../fault/fault.ts";
import { format } from "../../money/decimal.ts";
import { formatMoney } from "../../money/money.ts";
import { formatQuantity } from "../../money/quantity.ts";
import { findCliff } from "../../pricing/cliff.ts";
import { checkPrice } from "../../pricing/registry.ts";
import type { ModelRule } from "../model-rule.ts";
import { type PriceSite, priceSites } from "./price-sites.ts";

function cliffOf({ price, path, cliff: meant, currency }: PriceSite): readonly Fault[] {
  if (meant === "intended" || checkPrice(price, path, { currency }).length > 0) return [];
  const cliff = findCliff(price);
  if (cliff === undefined) return [];
  const [before, after] = [formatMoney(cliff.before, currency), formatMoney(cliff.after, currency)];
  return [
    {
      code: "price-cliff",
      path: path + cliff.path,
      message: `past ${formatQuantity(cliff.at)}, more use costs less: ${before} becomes ${after}`,
      value: format(cliff.at),
      suggestion: 'make it graduated, or write cliff: "intended"',
    },
  ];
}

/** More use does not cost less, unless the plan or offer says that it means it: whole price lists are written that way. */
export const priceCliffs: ModelRule = {
  name: "price-cliffs",
  severity: "fault",
  needsSound: "contents",
  find: (model) => priceSites(model).flatMap(cliffOf),
};
