import type { Fault } from "../../fault/fault.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { format } from "../../money/decimal.ts";
import { formatMoney } from "../../money/money.ts";
import { formatQuantity } from "../../money/quantity.ts";
import { type Cliff, findCliff } from "../../pricing/cliff.ts";
import { checkPrice } from "../../pricing/registry.ts";
import type { ModelRule } from "../model-rule.ts";
import { type PriceSite, priceSites } from "./price-sites.ts";

/** What is paid at an edge of a price, and just above it: `at 100 it costs 200.00 USD, and just above only 100.00 USD`. */
export const cliffText = ({ at, before, after }: Cliff, currency: CurrencyCode): string =>
  `at ${formatQuantity(at)} it costs ${formatMoney(before, currency)}, and just above only ${formatMoney(after, currency)}`;

function cliffOf({ price, path, cliff: meant, currency }: PriceSite): readonly Fault[] {
  if (meant === "intended" || checkPrice(price, path, { currency }).length > 0) return [];
  const cliff = findCliff(price);
  if (cliff === undefined) return [];
  return [
    {
      code: "price-cliff",
      path: path + cliff.path,
      message: cliffText(cliff, currency),
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
