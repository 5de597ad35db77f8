import {
  defaultSettings,
  type MetricSettings,
  type SettingId,
  settingIds,
} from "../../metrics/metric-settings.ts";
import { settingsOf } from "../../metrics/model-settings.ts";
import type { Model } from "../../model/model.ts";
import type { PlanForecast } from "../forecast/forecast-plan.ts";

/** How the metrics of a plan are counted, as far as it needs saying. */
export interface SettingsInPlan {
  /** Those that are not the usual ones, `usage:in`. */
  readonly chosen: readonly string[];
  /** Of those, the ones that a plan's metrics do not follow: they are counted as usual. */
  readonly notFollowed: readonly string[];
  /** The part of all revenue that is usage, where most of it is and recurring value leaves it out; undefined elsewhere. */
  readonly usageLeftOut: number | undefined;
}

/** Settings by what a plan makes of them: the ones that make no difference to it tell what does not happen in a plan. */
const inPlan: Readonly<Record<SettingId, "followed" | "no difference" | "not followed">> = {
  normalisation: "followed",
  usage: "followed",
  discounts: "followed",
  trials: "followed",
  freeCustomers: "not followed",
  churnDate: "not followed",
  pauses: "no difference",
  reactivation: "no difference",
  lateRenewalDays: "no difference",
  grouping: "no difference",
  netting: "no difference",
  priceChanges: "no difference",
  sliceMoves: "no difference",
  fx: "no difference",
  fxFixedOn: "no difference",
  retentionMethod: "not followed",
  retentionReactivation: "no difference",
  grossRetention: "not followed",
  churnBase: "followed",
  churnCount: "no difference",
  quickRatioReactivation: "no difference",
  cohortClock: "not followed",
  cohortBase: "not followed",
  dsoMethod: "not followed",
  deferred: "not followed",
  revenueBasis: "not followed",
  concentrationBasis: "not followed",
  churnSpan: "followed",
  lifetimeCapMonths: "followed",
  ltvMargin: "followed",
  ltvChurn: "followed",
};

/** What is said of the settings that a forecast was counted by. */
export function settingsInPlan(
  model: Pick<Model, "metricSettings">,
  { run, customers: { months } }: Pick<PlanForecast, "run" | "customers">,
): SettingsInPlan {
  const settings: MetricSettings = settingsOf(model);
  const chosen = settingIds.filter((id) => settings[id] !== defaultSettings[id]);
  const text = (id: SettingId): string => `${id}:${settings[id]}`;
  let used = 0;
  let earned = 0;
  for (let month = 0; month < months; month += 1) {
    const revenue = run.read("forecast.revenue", month);
    if (!(revenue > 0)) continue;
    earned += revenue;
    used += revenue * run.read("metrics.usage-share", month);
  }
  const isMost = settings.usage === "out" && earned > 0 && used > earned / 2;
  return {
    chosen: chosen.map(text),
    notFollowed: chosen.filter((id) => inPlan[id] === "not followed").map(text),
    usageLeftOut: isMost ? used / earned : undefined,
  };
}
