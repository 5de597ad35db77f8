import { expectOk, type Fault, pathTo } from "../../fault/fault.ts";
import { isPositive } from "../../money/decimal.ts";
import { parseQuantity } from "../../money/quantity.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";
import type { PriceIndex } from "../price-index.ts";

function indexFaults({ values }: PriceIndex, path: string): readonly Fault[] {
  return values.flatMap(({ day, published = day, value }, place): readonly Fault[] => {
    const at = pathTo(path, "values", place);
    const before = values[place - 1];
    const rises =
      before === undefined ||
      before.day < day ||
      (before.day === day && (before.published ?? before.day) < published);
    return [
      ...(isPositive(expectOk(parseQuantity(value)))
        ? []
        : [
            {
              code: "index-not-positive",
              path: pathTo(at, "value"),
              message: "an index stands above zero",
              value,
            },
          ]),
      ...(published >= day
        ? []
        : [
            {
              code: "index-published-before",
              path: pathTo(at, "published"),
              message: "what an index stands at from a day on is not known before that day",
              value: published,
              suggestion: `write ${day} or a later day, or leave it out`,
            },
          ]),
      ...(rises
        ? []
        : [
            {
              code: "index-not-in-order",
              path: at,
              message:
                "values of an index are in the order of their days, and of when each was published",
              value: day,
              suggestion: "sort them, and give a revised value its own day of publication",
            },
          ]),
    ];
  });
}

/** The values of an index are in order, above zero, and not known before their day. */
export const priceIndexes: ModelRule = {
  name: "price-indexes",
  severity: "fault",
  needsSound: "surroundings",
  find: (model) =>
    entriesOf(model.indexes).flatMap(([id, index]) => indexFaults(index, pathTo("/indexes", id))),
};
