import { shownValue } from "./mask-settings.ts";
import { type SettingName, settings } from "./settings.ts";

/** A setting that a server runs with, for people to look at. */
export interface ShownSetting {
  /** The variable of the environment. */
  readonly variable: string;
  /** The place in a configuration file; null for what only the environment can say. */
  readonly key: string | null;
  /** Without what is secret in it; null where it is not set. */
  readonly value: string | null;
  readonly about: string;
}

/** Settings with their values, in the order that they are given in; secrets are masked. */
export const shownSettings = (
  values: Readonly<Partial<Record<SettingName, string | undefined>>>,
): readonly ShownSetting[] =>
  (Object.keys(values) as SettingName[]).map((name) => {
    const setting = settings[name];
    return {
      variable: setting.variable,
      key: "key" in setting ? setting.key : null,
      value: shownValue(setting, values[name]) ?? null,
      about: setting.about,
    };
  });
