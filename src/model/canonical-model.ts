import type { Model } from "./model.ts";

/**
 * The model as canonical JSON, RFC 8785: keys in code-unit order at every level, no white space, fields that are
 * undefined left out. Two files that say the same give the same text, whatever their format and order; a list keeps its
 * order, for there it has a meaning. Quantities stay as written: `10` and `"10"` are one value but two texts.
 */
export function canonicalModel(model: Model): string {
  return canonicalText(model);
}

/** Any part of a model in the same form. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalText(field)}`).join(",")}}`;
}
