import { type Fault, pathTo } from "../fault/fault.ts";

/** True for the keys that mean something else to JavaScript than to the sender. */
export const isForbiddenKey = (key: string): boolean =>
  key === "__proto__" || key === "constructor" || key === "prototype";

/** The fault of such a key. */
export const forbiddenKey = (path: string): Fault => ({
  code: "forbidden-key",
  path,
  message: "this name is reserved and cannot be a field or a property",
  suggestion: "rename it",
});

/** The path of a property of an event; an over-long name is cut. */
export const propertyPath = (name: string): string => pathTo("/data", shown(name));

const shownMax = 64;

/** A name as far as a message shows it. */
export const shown = (name: string): string =>
  name.length > shownMax ? `${name.slice(0, shownMax)}…` : name;
