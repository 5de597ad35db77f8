import { type Fault, pathTo } from "../../fault/fault.ts";
import type { Model } from "../model.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";
import type { Subscribable } from "../plan.ts";

const fault = (path: string, what: string): Fault => ({
  code: "unpriced",
  path,
  message: `this ${what} is sold but has no price: it can be planned with, not billed`,
  suggestion: "write its price, or sold: false",
});

const unpricedPlan = ({ sold, prices, charges }: Subscribable): boolean =>
  sold !== false &&
  Object.keys(prices ?? {}).length === 0 &&
  Object.keys(charges ?? {}).length === 0;

const plans = (model: Model, section: "plans" | "addons", what: string): readonly Fault[] =>
  entriesOf<Subscribable>(model[section]).flatMap(([id, plan]) =>
    unpricedPlan(plan) ? [fault(pathTo("", section, id), what)] : [],
  );

/** A model may be unpriced in places; what is sold there is named, so that nobody expects an invoice. */
export const unpriced: ModelRule = {
  name: "unpriced",
  severity: "warning",
  needsSound: "contents",
  find: (model) => [
    ...plans(model, "plans", "plan"),
    ...plans(model, "addons", "add-on"),
    ...entriesOf(model.offers).flatMap(([id, { price, markup, sold }]) =>
      price === undefined && markup === undefined && sold !== false
        ? [fault(pathTo("/offers", id), "offer")]
        : [],
    ),
    ...entriesOf(model.licences).flatMap(([id, { fee, royalty, sold }]) =>
      fee === undefined && royalty === undefined && sold !== false
        ? [fault(pathTo("/licences", id), "licence")]
        : [],
    ),
    ...entriesOf(model.bundles).flatMap(([id, { price }]) =>
      price === undefined ? [fault(pathTo("/bundles", id), "bundle")] : [],
    ),
  ],
};
