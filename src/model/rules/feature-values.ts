import { type Fault, pathTo } from "../../fault/fault.ts";
import { parseQuantity, type Quantity } from "../../money/quantity.ts";
import type { Feature } from "../feature.ts";
import { declared, entriesOf, type ModelRule } from "../model-rule.ts";
import { choiceOf, shown, suggestName } from "../shape.ts";

type Wrong = Omit<Fault, "path"> | undefined;

const wrong = (value: unknown, message: string, suggestion: string): Wrong => ({
  code: "wrong-feature-value",
  message,
  ...shown(value),
  suggestion,
});

function valueFault(feature: Feature, value: true | Quantity | string): Wrong {
  switch (feature.kind) {
    case "flag":
      return value === true
        ? undefined
        : wrong(value, `"${feature.name}" is a flag: it is granted or left out`, "write true");
    case "limit": {
      if (value === "unlimited") return undefined;
      // A text that is no decimal is refused, so what it is typed as does not matter.
      const read = value === true ? undefined : parseQuantity(value as Quantity);
      return read?.ok === true
        ? undefined
        : wrong(value, `"${feature.name}" is a limit`, 'write a quantity or "unlimited"');
    }
    case "level":
      return feature.levels.some((level) => level === value)
        ? undefined
        : wrong(
            value,
            `"${feature.name}" is one of ${choiceOf(feature.levels)}`,
            suggestName(String(value), feature.levels),
          );
  }
}

/** A feature is granted in its own terms: a flag with `true`, a limit with a quantity, a level with its name. */
export const featureValues: ModelRule = {
  name: "feature-values",
  severity: "fault",
  needsSound: "itself",
  find: (model) =>
    (["plans", "addons", "licences"] as const).flatMap((section) =>
      entriesOf(model[section]).flatMap(([id, noun]) =>
        Object.entries(noun.features ?? {}).flatMap(([featureId, value]) => {
          const feature = declared(model.features, featureId);
          const fault =
            feature === undefined || value === undefined ? undefined : valueFault(feature, value);
          return fault === undefined
            ? []
            : [{ ...fault, path: pathTo("", section, id, "features", featureId) }];
        }),
      ),
    ),
};
