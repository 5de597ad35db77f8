import type { Fault } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import type { JsonSchema } from "../model/json-schema.ts";
import type { ToolArguments } from "./tool.ts";

const shownMax = 60;

/**
 * What is wrong with the names of arguments: `unknown-field` for one that the tool does not know, `missing-field` for one that
 * it needs. What the values must be, the tool says itself.
 */
export function argumentFaults(schema: JsonSchema, given: ToolArguments): readonly Fault[] {
  const names = Object.keys((schema.properties ?? {}) as object);
  const needed = (schema.required ?? []) as readonly string[];
  return [
    ...Object.keys(given)
      .filter((name) => !names.includes(name))
      .map((name) => unknown(name, names)),
    ...needed
      .filter((name) => given[name] === undefined)
      .map((name) => ({
        code: "missing-field",
        path: `/${name}`,
        message: `the argument "${name}" is missing`,
      })),
  ];
}

function unknown(name: string, names: readonly string[]): Fault {
  const near = nearest(name, names);
  const known = names.length === 0 ? {} : { suggestion: `known are ${names.join(", ")}` };
  return {
    code: "unknown-field",
    path: `/${name.slice(0, shownMax)}`,
    message: "this tool does not know that argument",
    ...(near === undefined ? known : { suggestion: `did you mean "${near}"?` }),
  };
}
