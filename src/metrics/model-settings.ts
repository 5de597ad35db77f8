import { ok, type Result } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { defaultSettings, type MetricSettings, settingIds } from "./metric-settings.ts";
import { type ChosenSettings, readSettings } from "./read-settings.ts";

/** The settings that a model asks to be counted by: its own choices, and the defaults. */
export const settingsOf = ({
  metricSettings = {},
}: Pick<Model, "metricSettings">): MetricSettings => ({
  ...defaultSettings,
  ...metricSettings,
});

/** The same model, counted by further choices, which go before its own. Refuses what {@link readSettings} refuses. */
export function countedBy(model: Model, chosen: ChosenSettings, path = ""): Result<Model> {
  const asked = settingIds.filter(
    (id) => model.metricSettings?.[id] !== undefined || chosen[id] !== undefined,
  );
  const read = readSettings(
    { ...(chosen.preset === undefined ? model.metricSettings : {}), ...chosen },
    path,
  );
  if (!read.ok) return read;
  if (chosen.preset === undefined && asked.length === 0) return ok(model);
  return ok({ ...model, metricSettings: read.value });
}
