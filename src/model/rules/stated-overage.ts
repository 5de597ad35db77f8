import { pathTo } from "../../fault/fault.ts";
import type { Model } from "../model.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";
import type { Subscribable } from "../plan.ts";

const inSection = (model: Model, section: "plans" | "addons") =>
  entriesOf<Subscribable>(model[section]).flatMap(([planId, { charges }]) =>
    entriesOf(charges).flatMap(([id, { included, overage }]) =>
      included === undefined || overage !== undefined
        ? []
        : [
            {
              code: "overage-unstated",
              path: pathTo("", section, planId, "charges", id),
              message:
                "units are included, and what happens past them is not said: they are billed",
              suggestion: 'write overage: "bill" or overage: "block"',
            },
          ],
    ),
  );

/** An allowance says what happens past it: customers read "up to 100,000" as a limit, not as a price. */
export const statedOverage: ModelRule = {
  name: "stated-overage",
  severity: "warning",
  needsSound: "contents",
  find: (model) => [...inSection(model, "plans"), ...inSection(model, "addons")],
};
