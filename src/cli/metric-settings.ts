import { type Command, Option } from "commander";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { countedBy } from "../metrics/model-settings.ts";
import { presets } from "../metrics/presets.ts";
import { parseChoices } from "../metrics/setting-choices.ts";
import type { Model } from "../model/model.ts";
import type { SettingsInPlan } from "../plan/metrics/settings-in-plan.ts";
import { repeated } from "./repeated.ts";

/** How metrics are to be counted where tools disagree. */
export interface SettingOptions {
  readonly preset?: string;
  readonly set?: readonly string[];
}

/** Adds `--preset` and `--set` to a command. */
export const withSettingOptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        "--preset <name>",
        "count metrics by settings that come near to another tool's",
      ).choices(Object.keys(presets)),
    )
    .option(
      "--set <name:value>",
      "a setting of metrics where tools disagree, usage:in; repeat it for several",
      repeated,
    );

/** The model, counted by the settings of the options. Refuses what is no setting at `--set`. */
export function countedAsAsked(model: Model, { preset, set = [] }: SettingOptions): Result<Model> {
  if (preset === undefined && set.length === 0) return ok(model);
  const choices = parseChoices(set.join(","), "--set");
  if (!choices.ok) return choices;
  const counted = countedBy(model, {
    ...choices.value,
    ...(preset === undefined ? {} : { preset }),
  });
  return counted.ok ? counted : refuse(...counted.faults.map(atOption));
}

const atOption = (fault: Fault): Fault => ({
  ...fault,
  path: fault.code === "unknown-metric-preset" ? "--preset" : "--set",
});

/** What is said of the settings that a plan was counted by, a line each. */
export function settingLines({
  chosen,
  notFollowed,
  usageLeftOut,
}: SettingsInPlan): readonly string[] {
  const followed = chosen.filter((one) => !notFollowed.includes(one));
  return [
    ...(followed.length === 0 ? [] : [`Metrics counted by ${followed.join(", ")}`]),
    ...(notFollowed.length === 0
      ? []
      : [`Not followed in a plan, and counted as usual: ${notFollowed.join(", ")}`]),
    ...(usageLeftOut === undefined
      ? []
      : [
          `Recurring value leaves usage out, ${Math.round(usageLeftOut * 100)}% of revenue: --set usage:in counts it, or metricSettings in the model`,
        ]),
  ];
}
