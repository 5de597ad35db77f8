import { assert, ok, type Result } from "../../fault/fault.ts";
import { monthText } from "../../ledger/recognition/accounting-month.ts";
import type { DecimalText } from "../../money/decimal.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import { monthAt } from "../calendar-month.ts";
import type { NoFigure } from "../metric.ts";
import type { MetricsInput, UnknownPart } from "../metrics-input.ts";
import {
  type EvidenceAnswer,
  type FigureAnswer,
  type MetricsReport,
  metricsReport,
  type TriangleAnswer,
} from "../metrics-report.ts";
import type { OpenBook } from "../recurring-book.ts";
import { notOver } from "./books-reader.ts";
import type { MetricsPlan } from "./metrics-request.ts";

/** Everything that a plan is answered from. */
export interface CountedInput extends MetricsInput {
  /** Now, UTC. */
  readonly asOf: Instant;
  /** What lies at or after this instant may still change without anything new being told. UTC. */
  readonly completeBefore: Instant;
}

/** A report of what has happened so far. */
export interface MetricsAnswer extends MetricsReport {
  /** RFC 3339, UTC, as `completeBefore`. */
  readonly asOf: string;
  readonly completeBefore: string;
  /** The first month of the report that may still change without anything new being told; null where none may. */
  readonly incompleteFrom: string | null;
}

/** How an answer is made. */
export interface Answering {
  /** Whether terms and cohorts carry their rows. Default false. */
  readonly withRows?: boolean;
  /** How the book of recurring value is opened; anew where it is left out. */
  readonly openBook?: OpenBook;
}

/** Counts what was planned. Refuses what the input is at fault for: `missing-fx-rate`, `negative-recurring-value`… */
export function answerMetrics(
  plan: MetricsPlan,
  input: CountedInput,
  { withRows = false, openBook }: Answering = {},
): Result<MetricsAnswer> {
  const { first, last, metrics, by, settings } = plan;
  const span = { from: monthText(first), to: monthText(last) };
  const choice = { metrics, rows: withRows, ...(by === undefined ? {} : { by }) };
  const report = metricsReport(ofWholeMonths(input), span, settings, choice, openBook);
  if (!report.ok) return report;
  const { asOf, completeBefore, zone } = input;
  const incomplete = Math.max(first, monthAt(zone, completeBefore));
  return ok({
    asOf: formatInstant(asOf),
    completeBefore: formatInstant(completeBefore),
    incompleteFrom: incomplete > last ? null : monthText(incomplete),
    ...report.value,
  });
}

/** Keeps what is owed for months that are over. */
const ofWholeMonths = (input: CountedInput): CountedInput =>
  input.receivables === undefined
    ? input
    : {
        ...input,
        receivablesThrough: monthAt(input.zone, input.asOf) - 1,
        unknown: { ...input.unknown, receivables: notOver },
      };

/** A row behind a figure; of a cohort, a customer with what is left of them month by month. */
export interface FigureRow extends EvidenceAnswer {
  readonly cells?: readonly DecimalText[];
}

/** A figure with the rows of one term of its formula. */
export interface FigureRows
  extends Pick<FigureAnswer, "metric" | "month" | "unit" | "value" | "settings"> {
  readonly missing?: NoFigure;
  readonly unknown?: UnknownPart;
  /** The parts of the formula, and how many rows each has. */
  readonly terms: readonly {
    readonly id: string;
    readonly amount: DecimalText;
    readonly rows: number;
  }[];
  /** The term whose rows these are; null where the figure has none. */
  readonly term: string | null;
  readonly rows: readonly FigureRow[];
}

/**
 * The rows behind a figure of the plan's first month, or behind the cohort of that month: they add up to the term exactly.
 * `term` is a name of the formula; the first one where it is left out. Undefined where there is no such term or cohort.
 *
 * The plan is of one metric, as `planRows` makes it.
 */
export function figureRows(
  plan: MetricsPlan,
  input: CountedInput,
  term: string | undefined,
  openBook?: OpenBook,
): Result<FigureRows | undefined> {
  const answer = answerMetrics(plan, input, {
    withRows: true,
    ...(openBook === undefined ? {} : { openBook }),
  });
  if (!answer.ok) return answer;
  const [figure] = answer.value.figures;
  const [triangle] = answer.value.triangles;
  if (figure !== undefined) return ok(rowsOfFigure(figure, term));
  assert(triangle !== undefined, "a metric is a figure or a triangle");
  return ok(rowsOfCohort(triangle, monthText(plan.first), term));
}

function rowsOfFigure(figure: FigureAnswer, term: string | undefined): FigureRows | undefined {
  const { exact: _, terms, ...about } = figure;
  const found = term === undefined ? terms[0] : terms.find(({ id }) => id === term);
  if (found === undefined && term !== undefined) return undefined;
  return {
    ...about,
    terms: terms.map(({ id, amount, rows = [] }) => ({ id, amount, rows: rows.length })),
    term: found?.id ?? null,
    rows: found?.rows ?? [],
  };
}

function rowsOfCohort(
  { metric, unit, settings, cohorts }: TriangleAnswer,
  month: string,
  term: string | undefined,
): FigureRows | undefined {
  const cohort = cohorts.find((one) => one.month === month);
  if (cohort === undefined || (term !== undefined && term !== "initial")) return undefined;
  const { initial, rows = [] } = cohort;
  return {
    metric,
    month,
    unit,
    value: initial,
    settings,
    terms: [{ id: "initial", amount: initial, rows: rows.length }],
    term: "initial",
    rows: rows.map(({ customer, initial: amount, cells }) => ({ amount, customer, cells })),
  };
}
