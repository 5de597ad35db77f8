import type { Month } from "../ledger/recognition/accounting-month.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { type Decimal, isZero } from "../money/decimal.ts";
import { divide } from "../money/rounding.ts";
import type { Instant } from "../time/instant.ts";
import type { CohortTable } from "./cohorts.ts";
import type { MetricFacts } from "./metric-facts.ts";
import type { MetricSettings, SettingId } from "./metric-settings.ts";
import type { InputPart } from "./metrics-input.ts";

/** What a figure is counted in; `index` is a number of its own scale, such as 0 to 10,000. */
export type MetricUnit = "money" | "ratio" | "days" | "months" | "count" | "index";

/** What a figure is of: the end of a month, the month, the twelve months that end with it, or a cohort's life. */
export type MetricPeriod = "instant" | "month" | "rolling-12-months" | "cohort";

/** One row behind a figure. What does not apply is left out. */
export interface EvidenceRow {
  /** Exact, in the unit of the term and with its sign, so that the rows add up to the term. */
  readonly amount: Decimal;
  readonly customer?: string | undefined;
  readonly subscription?: string | undefined;
  readonly plan?: string | undefined;
  readonly stream?: string | undefined;
  readonly segment?: string | undefined;
  readonly invoice?: string | undefined;
  readonly month?: Month | undefined;
  readonly at?: Instant | undefined;
  readonly cause?: string | undefined;
  /** The amount in the currency it was agreed in, where that is another one. */
  readonly original?: { readonly amount: Decimal; readonly currency: CurrencyCode } | undefined;
}

/** A part of a metric's formula, under the name it has there: the exact sum of its rows. */
export interface Term {
  readonly id: string;
  readonly amount: Decimal;
  readonly rows: () => readonly EvidenceRow[];
}

/** Why there is no figure: the formula divides by nothing, or the input does not have what it needs. */
export type NoFigure = "divides-by-nothing" | "not-given";

/** A metric's answer for one month. */
export interface Figure {
  /** Rounded by the metric's unit; null where there is none. */
  readonly value: Decimal | null;
  /** Before rounding, where that is a finite decimal: of sums, not of quotients. */
  readonly exact?: Decimal | undefined;
  readonly missing?: NoFigure;
  readonly terms: readonly Term[];
}

interface MetricText {
  /** Kebab-case; a plan and the actuals use the same. */
  readonly id: string;
  readonly name: string;
  readonly unit: MetricUnit;
  readonly period: MetricPeriod;
  /** One sentence. */
  readonly definition: string;
  /** In the names of the terms. */
  readonly formula: string;
  readonly source: string;
  /** The settings that change the figure, in the order of `settingIds`. */
  readonly settings: readonly SettingId[];
  /** What it is counted from beside recurring stretches; nothing where it is left out. */
  readonly reads?: (settings: MetricSettings) => readonly InputPart[];
}

/** A metric that has a figure for each month. */
export interface FigureMetric extends MetricText {
  readonly shape: "figure";
  readonly measure: (facts: MetricFacts, month: Month) => Figure;
}

/** A metric that has a triangle: a row for each cohort, a column for each month of its age. */
export interface TriangleMetric extends MetricText {
  readonly shape: "triangle";
  readonly tabulate: (facts: MetricFacts) => CohortTable;
}

/** The definition of a metric. */
export type Metric = FigureMetric | TriangleMetric;

/** Settings that decide what recurring value is. */
export const valueSettings = [
  "normalisation",
  "usage",
  "discounts",
  "trials",
  "churnDate",
  "lateRenewalDays",
  "fx",
  "fxFixedOn",
] as const satisfies readonly SettingId[];

/** Settings that decide who is a customer. */
export const customerSettings = [
  "usage",
  "discounts",
  "trials",
  "freeCustomers",
  "churnDate",
  "pauses",
  "lateRenewalDays",
] as const satisfies readonly SettingId[];

/** Settings that decide what kind of movement a change is. */
export const movementSettings = [
  ...valueSettings.slice(0, 4),
  "freeCustomers",
  "churnDate",
  "pauses",
  "reactivation",
  "lateRenewalDays",
  "grouping",
  "netting",
  "priceChanges",
  "fx",
  "fxFixedOn",
] as const satisfies readonly SettingId[];

/** Digits after the point of each unit but money, which has those of its currency. */
export const unitDigits: Readonly<Record<Exclude<MetricUnit, "money">, number>> = {
  ratio: 6,
  days: 1,
  months: 2,
  count: 0,
  index: 2,
};

/** A quotient of two exact sums, rounded half up once; none where the divisor is 0. */
export function quotient(
  dividend: Decimal,
  divisor: Decimal,
  digits: number,
  terms: readonly Term[],
): Figure {
  if (isZero(divisor)) return { value: null, missing: "divides-by-nothing", terms };
  return { value: divide(dividend, divisor, digits), terms };
}

/** An answer that the input does not suffice for. */
export const notGiven = (terms: readonly Term[] = []): Figure => ({
  value: null,
  missing: "not-given",
  terms,
});
