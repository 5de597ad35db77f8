import type { FigureRow, MetricsAnswer } from "../metrics/accounts/metrics-answer.ts";
import type {
  MetricCatalogue,
  MetricEntry,
  PresetEntry,
  SettingEntry,
} from "../metrics/metric-catalogue.ts";
import {
  type MetricSettings,
  type SettingId,
  settingDefinitions,
  settingIds,
} from "../metrics/metric-settings.ts";
import type { UnknownPart } from "../metrics/metrics-input.ts";
import type {
  CohortAnswer,
  CohortCellAnswer,
  EvidenceAnswer,
  FigureAnswer,
  MovementsAnswer,
  TermAnswer,
  TriangleAnswer,
} from "../metrics/metrics-report.ts";
import { presets } from "../metrics/presets.ts";
import type { ChosenSettings } from "../metrics/read-settings.ts";
import { either, list, literal, type Shape, text, textThat, whole } from "../model/shape.ts";
import { currency } from "../model/shape-money.ts";
import { type Fields, object, optional } from "../model/shape-object.ts";
import type { DecimalText } from "../money/decimal.ts";
import type { SavedMetricSettings } from "./kept-settings.ts";
import type { MetricRows } from "./metrics.ts";
import {
  count,
  instantText,
  monthText,
  nullable,
  decimalText as plainDecimalText,
} from "./report-shapes.ts";

/** Decimal text, as the metrics type it. */
const decimalText = plainDecimalText as Shape<DecimalText>;

/** A day, or an empty text; whether it is one is said by `readSettings`. */
const dayOrEmpty: Shape<string> = textThat({
  fault: () => undefined,
  standIn: "",
  schema: { maxLength: 60 },
});

/** The choices of one setting. */
function settingShape(id: SettingId): Shape<string> | Shape<number> {
  const { choices, default: usual } = settingDefinitions[id];
  const [first, ...others] = Object.keys(choices ?? {});
  if (first !== undefined) return literal(first, ...others);
  return typeof usual === "number" ? whole(0, 3_660) : dayOrEmpty;
}

const settingShapes = Object.fromEntries(settingIds.map((id) => [id, settingShape(id)]));
const optionalSettings = Object.fromEntries(
  Object.entries(settingShapes).map(([id, shape]) => [id, { optional: shape }]),
);

/** Every setting. The fields are made of the definitions that the interface is checked against. */
const inForceShape = object<MetricSettings>(settingShapes as unknown as Fields<MetricSettings>);
const someSettingsShape = object<Partial<MetricSettings>>(
  optionalSettings as unknown as Fields<Partial<MetricSettings>>,
);

const [firstPreset = "", ...otherPresets] = Object.keys(presets);

/** A preset and what differs from it. */
export const chosenSettingsShape: Shape<ChosenSettings> = object<ChosenSettings>({
  preset: optional(literal(firstPreset, ...otherPresets)),
  ...optionalSettings,
} as unknown as Fields<ChosenSettings>);

/** What was saved, and what holds. */
export const savedSettingsShape: Shape<SavedMetricSettings> = object<SavedMetricSettings>({
  chosen: chosenSettingsShape,
  inForce: inForceShape,
  savedAt: nullable(instantText),
});

const unknownShape = object<UnknownPart>({ code: text, message: text });
const missingShape = literal("divides-by-nothing", "not-given");
const unitShape = literal("money", "ratio", "days", "months", "count", "index");

const evidenceFields: Fields<EvidenceAnswer> = {
  amount: decimalText,
  customer: optional(text),
  subscription: optional(text),
  plan: optional(text),
  stream: optional(text),
  segment: optional(text),
  invoice: optional(text),
  month: optional(monthText),
  at: optional(instantText),
  cause: optional(text),
  original: optional(
    object<NonNullable<EvidenceAnswer["original"]>>({ amount: decimalText, currency }),
  ),
};

const termShape = object<TermAnswer>({
  id: text,
  amount: decimalText,
  rows: optional(list(object<EvidenceAnswer>(evidenceFields))),
});

const figureShape = object<FigureAnswer>({
  metric: text,
  month: monthText,
  unit: unitShape,
  value: nullable(decimalText),
  exact: optional(decimalText),
  missing: optional(missingShape),
  unknown: optional(unknownShape),
  settings: someSettingsShape,
  terms: list(termShape),
});

const cohortShape = object<CohortAnswer>({
  month: monthText,
  initial: decimalText,
  cells: list(
    object<CohortCellAnswer>({ after: count, amount: decimalText, ratio: nullable(decimalText) }),
  ),
  rows: optional(
    list(
      object<NonNullable<CohortAnswer["rows"]>[number]>({
        customer: text,
        initial: decimalText,
        cells: list(decimalText),
      }),
    ),
  ),
});

const triangleShape = object<TriangleAnswer>({
  metric: text,
  unit: unitShape,
  settings: someSettingsShape,
  cohorts: list(cohortShape),
});

const movementsShape = object<MovementsAnswer>({
  month: monthText,
  slice: optional(text),
  opening: decimalText,
  new: decimalText,
  expansion: decimalText,
  reactivation: decimalText,
  contraction: decimalText,
  churn: decimalText,
  price: decimalText,
  transfer: decimalText,
  fx: decimalText,
  closing: decimalText,
});

/** A report of metrics. */
export const metricsShape: Shape<MetricsAnswer> = object<MetricsAnswer>({
  asOf: instantText,
  completeBefore: instantText,
  incompleteFrom: nullable(monthText),
  currency,
  zone: text,
  months: list(monthText),
  settings: inForceShape,
  movements: list(movementsShape),
  slices: optional(list(movementsShape)),
  figures: list(figureShape),
  triangles: list(triangleShape),
});

/** A page of the rows behind a figure. */
export const metricRowsShape: Shape<MetricRows> = object<MetricRows>({
  metric: text,
  month: monthText,
  unit: unitShape,
  value: nullable(decimalText),
  missing: optional(missingShape),
  unknown: optional(unknownShape),
  settings: someSettingsShape,
  terms: list(object<MetricRows["terms"][number]>({ id: text, amount: decimalText, rows: count })),
  term: nullable(text),
  total: count,
  items: list(object<FigureRow>({ ...evidenceFields, cells: optional(list(decimalText)) })),
  next: nullable(text),
});

const settingValue = either<string, number>(
  dayOrEmpty,
  whole(0, 3_660),
  (value) => typeof value === "string",
);
const [firstSetting = "usage", ...otherSettings] = settingIds;

/** Every metric, setting and preset there is. */
export const catalogueShape: Shape<MetricCatalogue> = object<MetricCatalogue>({
  metrics: list(
    object<MetricEntry>({
      id: text,
      name: text,
      shape: literal("figure", "triangle"),
      unit: unitShape,
      period: literal("instant", "month", "rolling-12-months", "cohort"),
      definition: text,
      formula: text,
      source: text,
      settings: list(literal(firstSetting, ...otherSettings)),
      reads: list(literal("billed", "revenue", "unpaid-deferred", "receivables", "margins")),
    }),
  ),
  settings: list(
    object<SettingEntry>({
      id: literal(firstSetting, ...otherSettings),
      question: text,
      default: settingValue,
      value: settingValue,
      choices: nullable(
        list(object<NonNullable<SettingEntry["choices"]>[number]>({ value: text, meaning: text })),
      ),
    }),
  ),
  presets: list(
    object<PresetEntry>({
      id: text,
      name: text,
      settings: someSettingsShape,
      sources: list(text),
      differences: list(text),
    }),
  ),
});
