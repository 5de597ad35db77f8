import type { Price } from "../../pricing/registry.ts";
import type { ModelRule } from "../model-rule.ts";
import { priceSites } from "./price-sites.ts";

const reservesNothing = (price: Price): boolean =>
  price.kind === "capacity"
    ? price.reserved === undefined
    : "of" in price && reservesNothing(price.of);

/** Capacity whose reserved quantity is left to each subscription is refused there when it is not stated. */
export const reservedCapacity: ModelRule = {
  name: "reserved-capacity",
  severity: "warning",
  needsSound: "surroundings",
  find: (model) =>
    priceSites(model).flatMap(({ price, path }) =>
      reservesNothing(price)
        ? [
            {
              code: "capacity-without-reserved",
              path,
              message: "no quantity is reserved here, so every subscription has to state its own",
              suggestion: "write reserved where all subscriptions reserve the same",
            },
          ]
        : [],
    ),
};
