import type { FigureRow, FigureRows, MetricsAnswer } from "../metrics/accounts/metrics-answer.ts";
import type { MetricUnit } from "../metrics/metric.ts";
import type { FigureAnswer, MovementsAnswer, TriangleAnswer } from "../metrics/metrics-report.ts";
import { movementKinds } from "../metrics/movement.ts";
import { metrics as registry } from "../metrics/registry.ts";
import { type CurrencyCode, minorUnits } from "../money/currency.ts";
import { decimal, decimalOf, formatFixed, isZero, multiply } from "../money/decimal.ts";
import { groupThousands } from "../money/quantity.ts";
import { round } from "../money/rounding.ts";
import { harmless, left, right } from "./columns.ts";
import { columnsDefault, counted, styled, type Terminal } from "./terminal.ts";

const labelWidth = 34;
const figureWidth = 14;

/** A report as tables in the width of the terminal: movements, figures, cohorts, and what has no figure and why. */
export function metricsText(report: MetricsAnswer, terminal: Terminal): readonly string[] {
  const { currency, asOf, zone, incompleteFrom, movements, slices, figures, triangles } = report;
  const head = [
    `${currency}, months of ${zone}, as of ${asOf}`,
    ...(incompleteFrom === null ? [] : [`${incompleteFrom} and later are not complete yet`]),
  ];
  const bold = (text: string): string => styled("bold", text, terminal, "out");
  const tables = [
    figures.length === 0 && triangles.length > 0 ? [] : movementTable(movements, "month", bold),
    ...(slices === undefined ? [] : [movementTable(slices, "slice", bold)]),
    figureTable(report, terminal, bold),
    ...triangles.map((triangle) => triangleTable(triangle, currency, terminal, bold)),
    reasons(figures),
  ];
  return [...head, ...tables.filter((rows) => rows.length > 0).flatMap((rows) => ["", ...rows])];
}

/** Kinds in which nothing moved are left out. */
function movementTable(
  rows: readonly MovementsAnswer[],
  of: "month" | "slice",
  bold: (text: string) => string,
): readonly string[] {
  const kinds = movementKinds.filter((kind) => rows.some((row) => !isZero(decimalOf(row[kind]))));
  const parts = ["opening", ...kinds, "closing"] as const;
  const row = (label: string, cells: readonly string[]): string =>
    [left(label, of === "month" ? 8 : 24), ...cells.map((cell) => right(cell, 13))].join(" ");
  const labelOf = ({ month, slice = "" }: MovementsAnswer): string =>
    of === "month" ? month : `${month} ${harmless(slice)}`;
  return [
    bold(row("MRR", parts)),
    ...rows.map((one) =>
      row(
        labelOf(one),
        parts.map((part) => groupThousands(one[part])),
      ),
    ),
  ];
}

/** As many of the last months as the terminal is wide. */
function figureTable(
  { months, figures }: MetricsAnswer,
  terminal: Terminal,
  bold: (text: string) => string,
): readonly string[] {
  const ids = [...new Set(figures.map(({ metric }) => metric))];
  if (ids.length === 0) return [];
  const width = terminal.columns ?? columnsDefault;
  const shown = months.slice(-Math.max(1, Math.floor((width - labelWidth) / (figureWidth + 1))));
  const row = (label: string, cells: readonly string[]): string =>
    [left(label, labelWidth), ...cells.map((cell) => right(cell, figureWidth))].join(" ");
  const byMonth = new Map(figures.map((figure) => [`${figure.metric} ${figure.month}`, figure]));
  return [
    bold(row("Metric", shown)),
    ...ids.map((id) =>
      row(
        nameOf(id),
        shown.map((month) => figureText(byMonth.get(`${id} ${month}`))),
      ),
    ),
  ];
}

const nameOf = (id: string): string => registry.find((metric) => metric.id === id)?.name ?? id;

const figureText = (figure: FigureAnswer | undefined): string =>
  figure === undefined || figure.value === null
    ? "–"
    : unitText(figure.value, figure.metric, figure.unit);

/** A value as people write it; a quotient of gains and losses is no percentage. */
function unitText(value: string, metric: string, unit: MetricUnit): string {
  if (unit !== "ratio") return groupThousands(value);
  if (metric === "quick-ratio") return formatFixed(round(decimalOf(value), 2), 2);
  return `${formatFixed(round(multiply(decimalOf(value), decimal(100)), 1), 1)}%`;
}

function triangleTable(
  { metric, unit, cohorts }: TriangleAnswer,
  currency: CurrencyCode,
  terminal: Terminal,
  bold: (text: string) => string,
): readonly string[] {
  if (cohorts.length === 0) return [];
  const width = terminal.columns ?? columnsDefault;
  const ages = Math.min(
    Math.max(...cohorts.map(({ cells }) => cells.length)),
    Math.max(1, Math.floor((width - 23) / 7)),
  );
  const digits = unit === "money" ? minorUnits(currency) : 0;
  const began = (amount: string): string =>
    groupThousands(formatFixed(round(decimalOf(amount), digits), digits));
  const row = (label: string, initial: string, cells: readonly string[]): string =>
    [left(label, 8), right(initial, 14), ...cells.map((cell) => right(cell, 6))].join(" ");
  return [
    bold(nameOf(metric)),
    bold(
      row(
        "Won in",
        "began with",
        Array.from({ length: ages }, (_, age) => `+${age}`),
      ),
    ),
    ...cohorts.map(({ month, initial, cells }) =>
      row(
        month,
        began(initial),
        cells
          .slice(0, ages)
          .map(({ ratio }) => (ratio === null ? "–" : unitText(ratio, metric, "ratio"))),
      ),
    ),
  ];
}

/** Why figures are not there, each reason once. */
function reasons(figures: readonly FigureAnswer[]): readonly string[] {
  const byReason = new Map<string, Set<string>>();
  for (const { metric, unknown } of figures) {
    if (unknown === undefined) continue;
    const named = byReason.get(unknown.message) ?? new Set();
    byReason.set(unknown.message, named.add(metric));
  }
  return [...byReason].map(([message, ids]) => `– ${[...ids].join(", ")}: ${message}`);
}

/** The rows behind a figure as a table, with the figure and the terms of its formula above it. */
export function rowsText(found: FigureRows, terminal: Terminal): readonly string[] {
  const { metric, month, unit, value, terms, term, rows, unknown } = found;
  const shown = value === null ? "–" : unitText(value, metric, unit);
  const bold = (text: string): string => styled("bold", text, terminal, "out");
  return [
    bold(`${nameOf(metric)} of ${month}: ${shown}`),
    ...(unknown === undefined ? [] : [unknown.message]),
    ...terms.map(
      ({ id, amount, rows: count }) =>
        `  ${id} ${groupThousands(amount)} (${counted(count, "row")})`,
    ),
    ...(term === null || rows.length === 0 ? [] : ["", bold(term)]),
    ...rows.map((row) => `${right(groupThousands(row.amount), 16)}  ${harmless(aboutOf(row))}`),
  ];
}

const aboutOf = (row: FigureRow): string =>
  [
    row.customer,
    row.subscription,
    row.plan,
    row.stream,
    row.segment,
    row.invoice,
    row.month,
    row.at,
    row.cause,
    row.original && `${row.original.amount} ${row.original.currency}`,
    row.cells?.join(" "),
  ]
    .filter((part) => part !== undefined && part !== "")
    .join("  ");
