import { type Fault, pathTo } from "../../fault/fault.ts";
import type { Model } from "../model.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";
import type { Subscribable } from "../plan.ts";

const isUnpriced = ({ sold, prices, charges }: Subscribable): boolean =>
  sold !== false &&
  Object.keys(prices ?? {}).length === 0 &&
  Object.keys(charges ?? {}).length === 0;

const inSection = (
  model: Model,
  section: "plans" | "addons",
  what: "plan" | "add-on",
): readonly Fault[] =>
  entriesOf<Subscribable>(model[section]).flatMap(([id, plan]) =>
    isUnpriced(plan)
      ? [
          {
            code: "unpriced",
            path: pathTo("", section, id),
            message: `this ${what} is sold and has no price, so nobody who buys it could be billed`,
            suggestion: "write its price, or sold: false while it has none",
          },
        ]
      : [],
  );

/** What customers subscribe to has a price once it is sold. */
export const unpricedPlans: ModelRule = {
  name: "unpriced-plans",
  severity: "fault",
  needsSound: "contents",
  find: (model) => [...inSection(model, "plans", "plan"), ...inSection(model, "addons", "add-on")],
};
