import { pathTo } from "../../fault/fault.ts";
import { chargeLimit } from "../charge-limit.ts";
import type { Model } from "../model.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";
import type { Subscribable } from "../plan.ts";

const inSection = (model: Model, section: "plans" | "addons") =>
  entriesOf<Subscribable>(model[section]).flatMap(([planId, { charges }]) =>
    entriesOf(charges).flatMap(([id, charge]) =>
      (charge.alertAt ?? []).length === 0 || chargeLimit(charge, 0) !== undefined
        ? []
        : [
            {
              code: "alert-without-included",
              path: pathTo("", section, planId, "charges", id, "alertAt"),
              message: "an alert at a share of the included units never comes: none are included",
              suggestion: "write included",
            },
          ],
    ),
  );

/** An alert at a share of something needs the something. */
export const measuredAlerts: ModelRule = {
  name: "measured-alerts",
  severity: "warning",
  needsSound: "surroundings",
  find: (model) => [...inSection(model, "plans"), ...inSection(model, "addons")],
};
