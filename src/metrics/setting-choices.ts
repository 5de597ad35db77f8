import { ok, type Result, refuse } from "../fault/fault.ts";
import { settingDefinitions } from "./metric-settings.ts";
import type { ChosenSettings } from "./read-settings.ts";

/**
 * Choices written in a line, `usage:in,discounts:none`; whether there are such settings is for `readSettings` to say.
 * Refuses what is not written so with `invalid-setting-choice` at `path`.
 */
export function parseChoices(text: string, path: string): Result<ChosenSettings> {
  const choices: Record<string, string | number> = {};
  for (const pair of text === "" ? [] : text.split(",")) {
    const colon = pair.indexOf(":");
    if (colon < 1)
      return refuse({
        code: "invalid-setting-choice",
        path,
        message: "settings are written name:value, with commas between them",
        value: pair,
        suggestion: "usage:in,discounts:none",
      });
    const id = pair.slice(0, colon);
    const value = pair.slice(colon + 1);
    choices[id] = isNumber(id) && /^\d{1,4}$/.test(value) ? Number(value) : value;
  }
  return ok(choices);
}

const isNumber = (id: string): boolean =>
  Object.hasOwn(settingDefinitions, id) &&
  typeof settingDefinitions[id as keyof typeof settingDefinitions].default === "number";
