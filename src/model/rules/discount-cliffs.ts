import { pathTo } from "../../fault/fault.ts";
import { format } from "../../money/decimal.ts";
import { formatQuantity } from "../../money/quantity.ts";
import { findDiscountCliff } from "../../pricing/volume-discount.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";

/**
 * Buying more does not cost less. Nearly every volume discount is printed so that it does, just below its bands, and a
 * seller should know: a warning, and a discount that means it says so.
 */
export const discountCliffs: ModelRule = {
  name: "discount-cliffs",
  severity: "warning",
  needsSound: "contents",
  find: (model) =>
    entriesOf(model.discounts).flatMap(([id, discount]) => {
      if (discount.kind !== "volume" || discount.cliff === "intended") return [];
      const [cliff] = findDiscountCliff(discount);
      if (cliff === undefined) return [];
      const at = formatQuantity(cliff.at);
      const dearer = `${formatQuantity(cliff.dearerFrom)} to ${at}`;
      return [
        {
          code: "price-cliff",
          path: pathTo("/discounts", id),
          message: `buying ${at} costs less than some quantities from ${dearer}`,
          value: format(cliff.at),
          suggestion: 'make it graduated, or write cliff: "intended"',
        },
      ];
    }),
};
