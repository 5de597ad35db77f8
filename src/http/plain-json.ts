import { mayHide, parseJson } from "./strict-json.ts";

/** The value of a body that is no list, and of which nothing is hidden in the text; undefined of any other. */
export function plainJson(body: string): unknown {
  const json = parseJson(body);
  if (!json.ok) return undefined;
  const { value } = json;
  return Array.isArray(value) || mayHide(body, value) ? undefined : value;
}
