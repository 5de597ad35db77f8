import { settings } from "../config/settings.ts";

/** The environment of this process; the one place that reads it. */
export const environment: Readonly<Record<string, string | undefined>> = process.env;

/** A setting that only the environment can say. */
export const environmentSetting = (
  name: "configFile" | "debug" | "noColour" | "forceColour" | "terminal",
): string | undefined => environment[settings[name].variable];
