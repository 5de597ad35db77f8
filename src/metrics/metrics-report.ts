import { ok, type Result, refuse } from "../fault/fault.ts";
import { type Month, monthText } from "../ledger/recognition/accounting-month.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { type Decimal, type DecimalText, format, formatFixed, isZero } from "../money/decimal.ts";
import { divide } from "../money/rounding.ts";
import { formatInstant } from "../time/instant.ts";
import { type MonthSpan, parseSpan } from "./calendar-month.ts";
import type { Cohort } from "./cohorts.ts";
import {
  type EvidenceRow,
  type FigureMetric,
  type Metric,
  type MetricUnit,
  type NoFigure,
  type TriangleMetric,
  unitDigits,
} from "./metric.ts";
import { gatherFacts, type MetricFacts } from "./metric-facts.ts";
import type { MetricSettings, SettingId } from "./metric-settings.ts";
import type { InputPart, MetricsInput, UnknownPart } from "./metrics-input.ts";
import { type MovementKind, movementKinds } from "./movement.ts";
import type { MonthMovements } from "./movements-by.ts";
import { type ChosenSettings, readSettings } from "./read-settings.ts";
import type { OpenBook } from "./recurring-book.ts";
import { findMetrics, metricIds } from "./registry.ts";
import { roundMovements } from "./rounded-movements.ts";
import { parseDimension, sliceMovements } from "./slices.ts";

/** A row behind a figure, as JSON. What does not apply is left out. */
export interface EvidenceAnswer {
  readonly amount: DecimalText;
  readonly customer?: string;
  readonly subscription?: string;
  readonly plan?: string;
  readonly stream?: string;
  readonly segment?: string;
  readonly invoice?: string;
  /** `2026-01`. */
  readonly month?: string;
  /** RFC 3339 in UTC. */
  readonly at?: string;
  readonly cause?: string;
  readonly original?: { readonly amount: DecimalText; readonly currency: CurrencyCode };
}

/** A part of a metric's formula. Its rows, where they were asked for, add up to the amount exactly. */
export interface TermAnswer {
  readonly id: string;
  readonly amount: DecimalText;
  readonly rows?: readonly EvidenceAnswer[];
}

/** A metric's figure of a month. */
export interface FigureAnswer {
  readonly metric: string;
  readonly month: string;
  readonly unit: MetricUnit;
  /** With all digits of its unit; null where there is none. */
  readonly value: DecimalText | null;
  /** Before rounding, where that is a finite decimal. */
  readonly exact?: DecimalText;
  readonly missing?: NoFigure;
  /** Why what it needs is not given, where the input says so. */
  readonly unknown?: UnknownPart;
  readonly settings: Partial<MetricSettings>;
  readonly terms: readonly TermAnswer[];
}

/** What is left of a cohort after so many months, and that as a part of its beginning. */
export interface CohortCellAnswer {
  readonly after: number;
  readonly amount: DecimalText;
  readonly ratio: DecimalText | null;
}

/** A cohort of a triangle. The amounts of its customers add up to its own, cell by cell. */
export interface CohortAnswer {
  readonly month: string;
  readonly initial: DecimalText;
  readonly cells: readonly CohortCellAnswer[];
  readonly rows?: readonly {
    readonly customer: string;
    readonly initial: DecimalText;
    readonly cells: readonly DecimalText[];
  }[];
}

/** A metric's triangle. */
export interface TriangleAnswer {
  readonly metric: string;
  readonly unit: MetricUnit;
  readonly settings: Partial<MetricSettings>;
  readonly cohorts: readonly CohortAnswer[];
}

/** A month's movements, rounded so that opening + every kind, signed, = closing. */
export type MovementsAnswer = Readonly<
  Record<MovementKind | "opening" | "closing", DecimalText>
> & { readonly month: string; readonly slice?: string };

/** Metrics as plain JSON; the same input gives the same bytes. */
export interface MetricsReport {
  readonly currency: CurrencyCode;
  readonly zone: string;
  readonly months: readonly string[];
  readonly settings: MetricSettings;
  readonly movements: readonly MovementsAnswer[];
  readonly slices?: readonly MovementsAnswer[];
  /** In the order of the registry, then of months. */
  readonly figures: readonly FigureAnswer[];
  readonly triangles: readonly TriangleAnswer[];
}

/** What a report holds. */
export interface ReportChoice {
  /** Ids of metrics; all of them where it is left out. */
  readonly metrics?: readonly string[];
  /** Whether terms and cohorts carry their rows. Default true; a large business has many. */
  readonly rows?: boolean;
  /** Also the movements of each of these: `customer`, `subscription`, `plan`, `stream`, `segment` or `country`. */
  readonly by?: string;
}

/**
 * The metrics of each month of a span, with the settings and the rows behind each figure.
 *
 * Refuses with `invalid-month`, `invalid-month-span`, `unknown-metric`, `unknown-slice`, what `readSettings` refuses
 * and what `checkInput` finds.
 */
export function metricsReport(
  input: MetricsInput,
  span: MonthSpan,
  chosen: ChosenSettings = {},
  choice: ReportChoice = {},
  openBook?: OpenBook,
): Result<MetricsReport> {
  const months = parseSpan(span, "/months");
  const settings = readSettings(chosen, "/settings");
  const wanted = findMetrics(choice.metrics ?? metricIds, "/metrics");
  const by = choice.by === undefined ? ok(undefined) : parseDimension(choice.by, "/by");
  if (!months.ok || !settings.ok || !wanted.ok || !by.ok)
    return refuse(...[months, settings, wanted, by].flatMap((one) => (one.ok ? [] : one.faults)));
  const gathered = gatherFacts(input, months.value, settings.value, openBook);
  if (!gathered.ok) return gathered;
  const facts = gathered.value;
  const sliced = by.value === undefined ? ok(undefined) : sliceMovements(facts, input, by.value);
  if (!sliced.ok) return sliced;
  const slices = sliced.value;
  return ok({
    currency: input.currency,
    zone: input.zone.id,
    months: months.value.map(monthText),
    settings: settings.value,
    movements: months.value.map((month) => movementsAnswer(facts, month, facts.movements(month))),
    ...(slices === undefined
      ? {}
      : {
          slices: months.value.flatMap((month) =>
            [...(slices.get(month) ?? [])].map(([slice, movements]) =>
              movementsAnswer(facts, month, movements, slice),
            ),
          ),
        }),
    figures: figureAnswers(facts, input, wanted.value, choice.rows ?? true),
    triangles: wanted.value
      .filter((metric): metric is TriangleMetric => metric.shape === "triangle")
      .map((metric) => triangleAnswer(facts, metric, choice.rows ?? true)),
  });
}

/** Measured month by month, because a month's customers are kept for its neighbours only; then put in order. */
function figureAnswers(
  facts: MetricFacts,
  input: MetricsInput,
  wanted: readonly Metric[],
  withRows: boolean,
): FigureAnswer[] {
  const measured = wanted.filter((metric): metric is FigureMetric => metric.shape === "figure");
  const byMonth = facts.months.map((month) =>
    measured.map((metric) => {
      const answer = figureAnswer(facts, metric, month, withRows);
      const unknown =
        answer.missing === "not-given" ? unknownPart(facts, input, metric, month) : undefined;
      return unknown === undefined ? answer : { ...answer, unknown };
    }),
  );
  return measured.flatMap((_, index) =>
    byMonth.flatMap((answers) => {
      const answer = answers[index];
      return answer === undefined ? [] : [answer];
    }),
  );
}

/** Why a metric's input is not there; undefined where nobody said. */
function unknownPart(
  facts: MetricFacts,
  { unknown = {} }: MetricsInput,
  { reads }: FigureMetric,
  month: Month,
): UnknownPart | undefined {
  const isGiven: Readonly<Record<InputPart, boolean>> = {
    billed: facts.billed(month) !== undefined,
    revenue: facts.revenue(month) !== undefined,
    "unpaid-deferred": false,
    receivables: facts.receivables(month).length > 0,
    margins: facts.margin(month) !== undefined,
  };
  const missing = reads?.(facts.settings).filter((part) => !isGiven[part]) ?? [];
  return missing.map((part) => unknown[part]).find((one) => one !== undefined);
}

const digitsOf = (unit: MetricUnit, { minorDigits }: MetricFacts): number =>
  unit === "money" ? minorDigits : unitDigits[unit];

function figureAnswer(
  facts: MetricFacts,
  metric: FigureMetric,
  month: Month,
  withRows: boolean,
): FigureAnswer {
  const { value, exact, missing, terms } = metric.measure(facts, month);
  return {
    metric: metric.id,
    month: monthText(month),
    unit: metric.unit,
    value: value === null ? null : formatFixed(value, digitsOf(metric.unit, facts)),
    ...(exact === undefined ? {} : { exact: format(exact) }),
    ...(missing === undefined ? {} : { missing }),
    settings: settingsOf(facts, metric),
    terms: terms.map((term) => ({
      id: term.id,
      amount: format(term.amount),
      ...(withRows ? { rows: term.rows().map(evidenceAnswer) } : {}),
    })),
  };
}

const settingsOf = ({ settings }: MetricFacts, metric: Metric): Partial<MetricSettings> =>
  Object.fromEntries(metric.settings.map((id: SettingId) => [id, settings[id]]));

function evidenceAnswer({ amount, month, at, original, ...of }: EvidenceRow): EvidenceAnswer {
  const named = {
    customer: of.customer,
    subscription: of.subscription,
    plan: of.plan,
    stream: of.stream,
    segment: of.segment,
    invoice: of.invoice,
    month: month === undefined ? undefined : monthText(month),
    at: at === undefined ? undefined : formatInstant(at),
    cause: of.cause,
  };
  return {
    amount: format(amount),
    ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)),
    ...(original === undefined
      ? {}
      : { original: { amount: format(original.amount), currency: original.currency } }),
  };
}

function triangleAnswer(
  facts: MetricFacts,
  metric: TriangleMetric,
  withRows: boolean,
): TriangleAnswer {
  return {
    metric: metric.id,
    unit: metric.unit,
    settings: settingsOf(facts, metric),
    cohorts: metric.tabulate(facts).cohorts.map((cohort) => cohortAnswer(cohort, withRows)),
  };
}

function cohortAnswer({ month, initial, cells, customers }: Cohort, withRows: boolean) {
  const ratio = (cell: Decimal): DecimalText | null =>
    isZero(initial) ? null : formatFixed(divide(cell, initial, unitDigits.ratio), unitDigits.ratio);
  return {
    month: monthText(month),
    initial: format(initial),
    cells: cells.map((cell, after) => ({ after, amount: format(cell), ratio: ratio(cell) })),
    ...(withRows
      ? {
          rows: customers().map((row) => ({
            customer: row.customer,
            initial: format(row.initial),
            cells: row.cells.map(format),
          })),
        }
      : {}),
  };
}

function movementsAnswer(
  facts: MetricFacts,
  month: Month,
  exact: MonthMovements | undefined,
  slice?: string,
): MovementsAnswer {
  const rounded =
    exact === undefined ? facts.roundedMovements(month) : roundMovements(exact, facts.minorDigits);
  const text = (amount: Decimal): DecimalText => formatFixed(amount, facts.minorDigits);
  const kinds = Object.fromEntries(movementKinds.map((kind) => [kind, text(rounded.kinds[kind])]));
  return {
    month: monthText(month),
    ...(slice === undefined ? {} : { slice }),
    opening: text(rounded.opening),
    // Object.fromEntries forgets its keys; they are all kinds there are.
    ...(kinds as Record<MovementKind, DecimalText>),
    closing: text(rounded.closing),
  };
}
