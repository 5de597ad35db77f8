import { type Fault, pathTo } from "../../fault/fault.ts";
import type { Filter } from "../meter.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";

/** As deep as metering follows a filter. */
const depthMax = 16;

const conditions = [
  "equals",
  "notEquals",
  "in",
  "above",
  "below",
  "atLeast",
  "atMost",
  "exists",
] as const satisfies readonly (keyof Filter)[];

function filterFaults(filter: Filter, path: string, depth = 1): readonly Fault[] {
  if (depth > depthMax) {
    const message = `filters nest at most ${depthMax} deep`;
    return [{ code: "filter-too-deep", path, message, suggestion: "write fewer levels" }];
  }
  const stated = conditions.filter((condition) => filter[condition] !== undefined);
  const faults: Fault[] = (["all", "any"] as const).flatMap((name) =>
    (filter[name] ?? []).flatMap((inner, index) =>
      filterFaults(inner, pathTo(path, name, index), depth + 1),
    ),
  );
  if (stated.length > 0 && filter.property === undefined)
    faults.push({
      code: "filter-needs-property",
      path,
      message: `\`${stated[0]}\` says nothing without the property it looks at`,
      suggestion: 'write property: "region"',
    });
  const nests = filter.all !== undefined || filter.any !== undefined;
  if (stated.length === 0 && (filter.property !== undefined || !nests))
    faults.push({
      code: "empty-filter",
      path,
      message: "a filter states a condition",
      suggestion: "write a condition such as equals, or remove the filter",
    });
  return faults;
}

/** Every filter can be run by metering. */
export const filters: ModelRule = {
  name: "filters",
  severity: "fault",
  needsSound: "surroundings",
  find: (model) => [
    ...entriesOf(model.meters).flatMap(([id, { filter }]) =>
      filter === undefined ? [] : filterFaults(filter, pathTo("/meters", id, "filter")),
    ),
    ...entriesOf(model.eligibilities).flatMap(([id, { when }]) =>
      when === undefined ? [] : filterFaults(when, pathTo("/eligibilities", id, "when")),
    ),
  ],
};
