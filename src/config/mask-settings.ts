import type { Setting } from "./setting.ts";

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
