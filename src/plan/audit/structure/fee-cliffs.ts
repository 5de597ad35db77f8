import { pathTo } from "../../../fault/fault.ts";
import type { Model } from "../../../model/model.ts";
import { entriesOf } from "../../../model/model-rule.ts";
import { cliffText } from "../../../model/rules/price-cliffs.ts";
import { priceSites } from "../../../model/rules/price-sites.ts";
import { formatQuantity } from "../../../money/quantity.ts";
import { findCliff } from "../../../pricing/cliff.ts";
import { findDiscountCliff } from "../../../pricing/volume-discount.ts";
import type { StructureCheck, StructureFinding } from "./structure-check.ts";

/** Prices and discounts by which more costs less, those that the model bills on purpose among them: the document prints them so. */
export const feeCliffs: StructureCheck = {
  name: "fee-cliff",
  find: ({ model }) => feeCliffsOf(model),
};

/** The cliffs of a model's prices and discounts. */
export function feeCliffsOf(model: Model): readonly StructureFinding[] {
  return [
    ...priceSites(model).flatMap(({ price, path, currency, use }) => {
      const cliff = use === "sale" ? undefined : findCliff(price);
      if (cliff === undefined) return [];
      const text = cliffText(cliff, currency);
      return [
        {
          check: "fee-cliff",
          paths: [path + cliff.path],
          sections: [],
          explanation: `${text.charAt(0).toUpperCase()}${text.slice(1)}.`,
        },
      ];
    }),
    ...entriesOf(model.discounts).flatMap(([id, discount]) => {
      if (discount.kind !== "volume") return [];
      return findDiscountCliff(discount)
        .slice(0, 1)
        .map(({ at, dearerFrom }) => ({
          check: "fee-cliff",
          paths: [pathTo("/discounts", id)],
          sections: [],
          explanation: `Buying ${formatQuantity(at)} costs less than buying some quantities from ${formatQuantity(dearerFrom)} on, by the discount "${id}".`,
        }));
    }),
  ];
}
