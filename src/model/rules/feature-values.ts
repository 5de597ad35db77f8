import { type Fault, pathTo } from "../../fault/fault.ts";
import { parseQuantity, type Quantity } from "../../money/quantity.ts";
import type { Api, ApiRoute } from "../api.ts";
import type { Feature } from "../feature.ts";
import type { Licence } from "../licence.ts";
import type { Model } from "../model.ts";
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

/** What is granted or needed somewhere, by feature, and where. */
type Grants = readonly [granted: Readonly<Record<string, unknown>> | undefined, path: string];

const grantsOf = (model: Model): readonly Grants[] => [
  ...(["plans", "addons"] as const).flatMap((section) =>
    entriesOf(model[section]).flatMap(([id, { features, trial }]): readonly Grants[] => [
      [features, pathTo("", section, id, "features")],
      [trial?.features, pathTo("", section, id, "trial", "features")],
    ]),
  ),
  ...(["licences", "contracts"] as const).flatMap((section) =>
    entriesOf<Pick<Licence, "features">>(model[section]).map(
      ([id, { features }]): Grants => [features, pathTo("", section, id, "features")],
    ),
  ),
  ...entriesOf<Api>(model.apis).flatMap(([id, { features, routes }]): readonly Grants[] => [
    [features, pathTo("/apis", id, "features")],
    ...entriesOf<ApiRoute>(routes).map(
      ([route, needs]): Grants => [
        needs.features,
        pathTo("/apis", id, "routes", route, "features"),
      ],
    ),
  ]),
];

const defaultFaults = (model: Model): readonly Fault[] =>
  entriesOf<Feature>(model.features).flatMap(([id, feature]) => {
    const fault = feature.default === undefined ? undefined : valueFault(feature, feature.default);
    return fault === undefined ? [] : [{ ...fault, path: pathTo("/features", id, "default") }];
  });

/** A feature is granted in its own terms: a flag with `true`, a limit with a quantity, a level with its name. */
export const featureValues: ModelRule = {
  name: "feature-values",
  severity: "fault",
  needsSound: "itself",
  find: (model) => [
    ...defaultFaults(model),
    ...grantsOf(model).flatMap(([granted, path]) =>
      Object.entries(granted ?? {}).flatMap(([id, value]) => {
        const feature = declared(model.features, id);
        const fault =
          feature === undefined || value === undefined
            ? undefined
            : valueFault(feature, value as true | Quantity | string);
        return fault === undefined ? [] : [{ ...fault, path: pathTo(path, id) }];
      }),
    ),
  ],
};
