import type { Fault } from "../../fault/fault.ts";
import { pathTo } from "../../fault/fault.ts";
import type { ModelRule } from "../model-rule.ts";
import { choiceOf } from "../shape.ts";

/** Where several discounts may meet on one line, their order decides the amount: so it names each of them once. */
export const discountOrder: ModelRule = {
  name: "discount-order",
  severity: "fault",
  needsSound: "itself",
  find: (model) => {
    const declared = Object.keys(model.discounts ?? {});
    const order = model.discountOrder ?? [];
    const missing = declared.filter((id) => !order.includes(id));
    const faults: Fault[] = order.flatMap((id, index) =>
      order.indexOf(id) === index
        ? []
        : [
            {
              code: "duplicate-entry",
              path: pathTo("/discountOrder", index),
              message: "this discount is already in the order",
              value: id,
              suggestion: "remove one of the two",
            },
          ],
    );
    if (missing.length > 0 && (declared.length > 1 || model.discountOrder !== undefined))
      faults.push({
        code: "discount-order-incomplete",
        path: "/discountOrder",
        message: "the order in which discounts are taken off names every discount",
        suggestion: `add ${choiceOf(missing).replace(/ or ([^ ]+)$/, " and $1")}`,
      });
    return faults;
  },
};
