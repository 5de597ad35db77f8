import type { MetricPeriod, MetricUnit } from "./metric.ts";
import {
  type MetricSettings,
  type SettingId,
  settingDefinitions,
  settingIds,
} from "./metric-settings.ts";
import type { InputPart } from "./metrics-input.ts";
import { presets } from "./presets.ts";
import { metrics } from "./registry.ts";

/** A metric for people. */
export interface MetricEntry {
  readonly id: string;
  readonly name: string;
  readonly shape: "figure" | "triangle";
  readonly unit: MetricUnit;
  readonly period: MetricPeriod;
  readonly definition: string;
  readonly formula: string;
  readonly source: string;
  readonly settings: readonly SettingId[];
  /** What it is counted from beside recurring stretches, by the settings in force. */
  readonly reads: readonly InputPart[];
}

/** A question on which tools disagree, and its answer here. */
export interface SettingEntry {
  readonly id: SettingId;
  readonly question: string;
  readonly default: string | number;
  readonly value: string | number;
  /** What each choice means; null for a number or a day. */
  readonly choices: readonly { readonly value: string; readonly meaning: string }[] | null;
}

/** Settings that come near to another tool's. */
export interface PresetEntry {
  readonly id: string;
  readonly name: string;
  readonly settings: Readonly<Partial<MetricSettings>>;
  readonly sources: readonly string[];
  readonly differences: readonly string[];
}

/** Every metric, setting and preset there is. */
export interface MetricCatalogue {
  readonly metrics: readonly MetricEntry[];
  readonly settings: readonly SettingEntry[];
  readonly presets: readonly PresetEntry[];
}

/** The catalogue with the settings in force. */
export const metricCatalogue = (inForce: MetricSettings): MetricCatalogue => ({
  metrics: metrics.map(({ id, name, shape, unit, period, definition, formula, ...more }) => ({
    id,
    name,
    shape,
    unit,
    period,
    definition,
    formula,
    source: more.source,
    settings: more.settings,
    reads: more.reads?.(inForce) ?? [],
  })),
  settings: settingIds.map((id) => {
    const { question, choices, default: usual } = settingDefinitions[id];
    return {
      id,
      question,
      default: usual,
      value: inForce[id],
      choices:
        choices === null
          ? null
          : Object.entries(choices).map(([value, meaning]) => ({ value, meaning })),
    };
  }),
  presets: Object.entries(presets).map(([id, preset]) => ({ id, ...preset })),
});
