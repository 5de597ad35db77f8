import { type Fault, pathTo } from "../../fault/fault.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";

/** What plans, add-ons, offers, licences and contracts have in common here. */
interface Discounted {
  readonly discounts?: readonly string[];
}

function repeated(list: readonly string[] | undefined, path: string): readonly Fault[] {
  return (list ?? []).flatMap((entry, index): Fault[] => {
    if (list?.indexOf(entry) === index) return [];
    const message = "this is already in the list";
    const suggestion = "remove one of the two";
    return [
      { code: "duplicate-entry", path: pathTo(path, index), message, value: entry, suggestion },
    ];
  });
}

/** Lists of names say each once: a discount named twice would be taken off twice. */
export const repeatedEntries: ModelRule = {
  name: "repeated-entries",
  severity: "fault",
  needsSound: "itself",
  find: (model) => [
    ...entriesOf(model.features).flatMap(([id, feature]) =>
      feature.kind === "level" ? repeated(feature.levels, pathTo("/features", id, "levels")) : [],
    ),
    ...(["plans", "addons", "offers", "licences", "contracts"] as const).flatMap((section) =>
      entriesOf<Discounted>(model[section]).flatMap(([id, { discounts }]) =>
        repeated(discounts, pathTo("", section, id, "discounts")),
      ),
    ),
    ...entriesOf(model.plans).flatMap(([id, { grants }]) =>
      repeated(grants, pathTo("/plans", id, "grants")),
    ),
    ...entriesOf(model.meters).flatMap(([id, { dimensions }]) =>
      entriesOf(dimensions).flatMap(([name, values]) =>
        values === "any" ? [] : repeated(values, pathTo("/meters", id, "dimensions", name)),
      ),
    ),
  ],
};
