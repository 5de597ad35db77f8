import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import { parseCivilDate } from "../time/calendar.ts";
import {
  defaultSettings,
  type MetricSettings,
  type SettingId,
  settingDefinitions,
  settingIds,
} from "./metric-settings.ts";
import { findPreset } from "./presets.ts";

/** Settings from outside: a preset's name and what differs from it. */
export type ChosenSettings = { readonly preset?: string } & {
  readonly [K in SettingId]?: string | number;
};

/**
 * Every setting, from the defaults, the preset and the choices over it.
 * Refuses with `unknown-metric-preset`, `unknown-metric-setting` and `invalid-metric-setting`.
 */
export function readSettings(chosen: ChosenSettings = {}, path = ""): Result<MetricSettings> {
  const { preset: presetId, ...choices } = chosen;
  const preset = presetId === undefined ? ok({}) : findPreset(presetId, `${path}/preset`);
  const faults = Object.entries(choices).flatMap(([id, value]) => {
    const fault = checkChoice(id, value, `${path}/${id}`);
    return fault === undefined ? [] : [fault];
  });
  if (!preset.ok) return refuse(...preset.faults, ...faults);
  if (faults.length > 0) return refuse(...faults);
  // checkChoice has compared each value with the definition that the type is made of.
  return ok({ ...defaultSettings, ...preset.value, ...(choices as Partial<MetricSettings>) });
}

function checkChoice(id: string, value: unknown, path: string): Fault | undefined {
  if (!Object.hasOwn(settingDefinitions, id)) {
    const meant = nearest(id, settingIds);
    return {
      code: "unknown-metric-setting",
      path,
      message: `there is no metric setting "${id.slice(0, 60)}"`,
      suggestion:
        meant === undefined ? `one of ${settingIds.join(", ")}` : `did you mean "${meant}"?`,
    };
  }
  const wanted = wantedInstead(id as SettingId, value);
  if (wanted === undefined) return undefined;
  const message = `this is no choice of the metric setting "${id}"`;
  const shown = typeof value === "string" ? value.slice(0, 60) : value;
  return { code: "invalid-metric-setting", path, message, value: shown, suggestion: wanted };
}

/** What would be accepted; undefined where the value is. */
function wantedInstead(id: SettingId, value: unknown): string | undefined {
  const { choices, default: usual } = settingDefinitions[id];
  if (choices !== null)
    return typeof value === "string" && Object.hasOwn(choices, value)
      ? undefined
      : `one of ${Object.keys(choices).join(", ")}`;
  if (typeof usual === "number")
    return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 && value <= 3_660
      ? undefined
      : "a whole number from 0 to 3660";
  return typeof value === "string" && (value === "" || parseCivilDate(value).ok)
    ? undefined
    : "a day such as 2026-01-01, or an empty text";
}
