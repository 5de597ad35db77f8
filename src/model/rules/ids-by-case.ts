import { type Fault, pathTo } from "../../fault/fault.ts";
import type { Model } from "../model.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";

function* recordsOf(model: Model): Generator<readonly [string, object]> {
  for (const [section, value] of Object.entries(model))
    if (typeof value === "object" && !Array.isArray(value) && section !== "invoicing")
      yield [pathTo("", section), value];
  for (const section of ["plans", "addons"] as const)
    for (const [id, plan] of entriesOf(model[section])) {
      yield [pathTo("", section, id, "charges"), plan.charges ?? {}];
      yield [pathTo("", section, id, "quotas"), plan.quotas ?? {}];
      yield [pathTo("", section, id, "trial", "quotas"), plan.trial?.quotas ?? {}];
    }
  for (const [id, { quotas = {} }] of entriesOf(model.contracts))
    yield [pathTo("/contracts", id, "quotas"), quotas];
  yield ["/payment/methods", model.payment?.methods ?? {}];
}

/** Two ids of a section differ in more than case: people read them aloud, and file systems and URLs lose the case. */
export const idsByCase: ModelRule = {
  name: "ids-by-case",
  severity: "fault",
  needsSound: "itself",
  find: (model) =>
    [...recordsOf(model)].flatMap(([path, record]) => {
      const seen = new Map<string, string>();
      return Object.keys(record).flatMap((id): Fault[] => {
        const first = seen.get(id.toLowerCase());
        seen.set(id.toLowerCase(), first ?? id);
        if (first === undefined) return [];
        const message = `"${first}" and "${id}" differ only in case`;
        return [
          { code: "duplicate-id", path, message, value: id, suggestion: "rename one of them" },
        ];
      });
    }),
};
