import { pathTo } from "../../fault/fault.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";

/** A price list may move the model's own prices up or down only in the model's own currency: there is no rate here. */
export const priceLists: ModelRule = {
  name: "price-lists",
  severity: "fault",
  needsSound: "surroundings",
  find: (model) =>
    entriesOf(model.priceLists).flatMap(([id, { level, currency }]) =>
      level === undefined || currency === model.currency
        ? []
        : [
            {
              code: "level-needs-same-currency",
              path: pathTo("/priceLists", id, "level"),
              message: `a level moves prices in ${model.currency}, and this list is in ${currency}`,
              value: level,
              suggestion: "state the prices of this currency",
            },
          ],
    ),
};
