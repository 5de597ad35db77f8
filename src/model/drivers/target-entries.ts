import { pathTo } from "../../fault/fault.ts";
import type { FormulaEntry } from "../../formula/formula-entry.ts";
import type { Model } from "../model.ts";
import { entriesOf } from "../model-rule.ts";
import { driverEntry } from "./driver-place.ts";

/** The figures of targets: what is looked at, its bounds, and whether it lies within each, which holds both to one unit. */
export const targetEntries = ({ targets, horizon }: Model): readonly FormulaEntry[] =>
  horizon === undefined
    ? []
    : entriesOf(targets).flatMap(([id, { figure, atLeast, atMost }]) => {
        const path = pathTo("/targets", id);
        const name = `targets.${id}`;
        const bound = (
          key: "at-least" | "at-most",
          field: string,
          text: string | undefined,
          sign: string,
        ) =>
          text === undefined
            ? []
            : [
                driverEntry({ name: `${name}.${key}`, path: pathTo(path, field) }, text),
                driverEntry(
                  { name: `${name}.${key}-holds`, path: pathTo(path, field) },
                  `${name} ${sign} ${name}.${key}`,
                ),
              ];
        return [
          driverEntry({ name, path: pathTo(path, "figure") }, figure),
          ...bound("at-least", "atLeast", atLeast, ">="),
          ...bound("at-most", "atMost", atMost, "<="),
        ];
      });
