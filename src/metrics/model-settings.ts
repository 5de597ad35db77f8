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

/**
 * What is chosen nearer to the question goes before what is chosen further from it, setting by setting; a preset chooses all of them, so nothing further
 * away holds beside it. The order is told in docs/metrics.md: the question, what a server keeps, the model, the defaults.
 */
export const chosenOver = (further: ChosenSettings, nearer: ChosenSettings = {}): ChosenSettings =>
  nearer.preset === undefined ? { ...further, ...nearer } : nearer;

/** What is chosen, with what the model chooses behind it. */
export const chosenOverModel = (
  { metricSettings = {} }: Pick<Model, "metricSettings">,
  nearer: ChosenSettings = {},
): ChosenSettings => chosenOver(metricSettings, nearer);

/** The same model, counted by further choices, which go before its own; itself where that is the same. Refuses what {@link readSettings} refuses. */
export function countedBy(model: Model, chosen: ChosenSettings, path = ""): Result<Model> {
  const read = readSettings(chosenOverModel(model, chosen), path);
  return read.ok ? ok(countedWith(model, read.value)) : read;
}

/** The same model, counted by these settings and none of its own; itself where it is counted by them already. */
export function countedWith(model: Model, settings: MetricSettings): Model {
  const own = settingsOf(model);
  if (settingIds.every((id) => own[id] === settings[id])) return model;
  const metricSettings = Object.fromEntries(
    settingIds.flatMap((id) => (settings[id] === defaultSettings[id] ? [] : [[id, settings[id]]])),
  );
  return { ...model, metricSettings };
}
