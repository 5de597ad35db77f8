import { assert } from "../fault/fault.ts";
import type { MetricSettings } from "../metrics/metric-settings.ts";
import { chosenOverModel, countedWith } from "../metrics/model-settings.ts";
import { type ChosenSettings, readSettings } from "../metrics/read-settings.ts";
import type { Model } from "../model/model.ts";
import { storedMetricSettings } from "../store/metric-settings.ts";
import type { Tx } from "../store/tenant.ts";
import { formatInstant } from "../time/instant.ts";

/** A tenant's choices on which tools disagree. */
export interface SavedMetricSettings {
  /** As they were saved: a preset and what differs from it. */
  readonly chosen: ChosenSettings;
  /** Every setting: as it was chosen, else as the newest model says, else its default. */
  readonly inForce: MetricSettings;
  /** RFC 3339, UTC; null where nothing was saved. */
  readonly savedAt: string | null;
}

/** What the transaction's tenant saved, over what its newest model says, where it has one. */
export async function keptSettings(
  tx: Tx,
  model: Pick<Model, "metricSettings"> = {},
): Promise<SavedMetricSettings> {
  const stored = await storedMetricSettings(tx);
  const chosen: ChosenSettings = stored === undefined ? {} : JSON.parse(stored.settings);
  const savedAt = stored === undefined ? null : formatInstant(stored.savedAt);
  return { chosen, inForce: inForceOf(model, chosen), savedAt };
}

/** Every setting, where these were chosen over the model's. */
function inForceOf(model: Pick<Model, "metricSettings">, chosen: ChosenSettings): MetricSettings {
  const read = readSettings(chosenOverModel(model, chosen));
  assert(
    read.ok,
    "metric settings are checked before they are saved, and a model before it is published",
  );
  return read.value;
}

/** Models by the settings that they are counted by, so that each stays one value. */
const counted = new WeakMap<Model, { readonly key: string; readonly model: Model }>();

/** A published model as the tenant counts it: by what is kept, else by its own settings. */
export async function countedAsKept(tx: Tx, model: Model): Promise<Model> {
  const { inForce } = await keptSettings(tx, model);
  const key = JSON.stringify(inForce);
  const known = counted.get(model);
  if (known?.key === key) return known.model;
  const own = countedWith(model, inForce);
  counted.set(model, { key, model: own });
  return own;
}
