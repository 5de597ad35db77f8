import type { Setting } from "./setting.ts";
import { parseHeaders } from "./setting-kinds.ts";

/** What a setting's value is shown as: a secret as dots, but of a URL all that is no secret in it. */
export function shownValue({ secret, is }: Setting, value: string | undefined): string | undefined {
  if (value === undefined || secret !== true) return value;
  const isUrl = is.kind === "url" || is.kind === "database-url";
  if (!isUrl || !URL.canParse(value)) return mask;
  const { protocol, username, host, pathname } = new URL(value);
  const user = username === "" ? "" : `${mask}@`;
  return `${protocol}//${user}${host}${pathname}`;
}

/** What stands for a secret. */
export const mask = "••••••";

/** What must appear in no log of a setting: a secret, and of a URL its password and its query. */
export function secretsIn({ secret, is }: Setting, value: string | undefined): readonly string[] {
  if (value === undefined || secret !== true) return [];
  if (is.kind === "headers") return Object.values(parseHeaders(value) ?? {}).concat(value);
  const isUrl = is.kind === "url" || is.kind === "database-url";
  if (!isUrl || !URL.canParse(value)) return [value];
  const { password, search } = new URL(value);
  return [value, password, decoded(password), search].filter((text) => text !== "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
