import type { MeasuredDriver, MeasuredTarget } from "../../api/plan-actuals.ts";
import { formatMonth } from "../../format/format-date.ts";
import { formatQuantity } from "../../format/format-quantity.ts";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { VerdictMark } from "../../parts/verdict-mark.tsx";
import { verdicts } from "../targets/target-table.tsx";

/** A measured figure to four digits that count; a share in percent. */
function measuredText(value: number | null, unit: string): string | null {
  if (value === null) return null;
  return unit.startsWith("share")
    ? `${Number((value * 100).toPrecision(4))}%`
    : formatQuantity(String(Number(value.toPrecision(4))));
}

const driverColumns: readonly Column<MeasuredDriver>[] = [
  {
    key: "driver",
    header: "Driver",
    narrow: "title",
    cell: ({ id }) =>
      id
        .replace(/^segments\./, "")
        .replace(/\.purchases\./, ".")
        .replaceAll(/[-.]/g, " "),
  },
  { key: "unit", header: "Unit", cell: ({ unit }) => unit },
  {
    key: "assumed",
    header: "Assumed",
    figure: true,
    narrow: "named",
    cell: ({ assumed, unit }) => measuredText(assumed, unit),
  },
  {
    key: "measured",
    header: "Measured",
    figure: true,
    narrow: "named",
    cell: ({ measured, unit }) => measuredText(measured, unit),
  },
  {
    key: "interval",
    header: "95% of it",
    figure: true,
    narrow: "named",
    cell: ({ interval, unit }) =>
      interval === null
        ? null
        : `${measuredText(interval.low, unit)} to ${measuredText(interval.high, unit)}`,
  },
  {
    key: "within",
    header: "The plan",
    narrow: "figure",
    cell: ({ within }) =>
      within === null ? (
        <VerdictMark tone="open">Not told</VerdictMark>
      ) : within ? (
        <VerdictMark tone="good">May be right</VerdictMark>
      ) : (
        <VerdictMark tone="bad">Is off</VerdictMark>
      ),
  },
];

/** Drivers as they are assumed, beside what was measured. */
export function DriverTable({ drivers }: { drivers: readonly MeasuredDriver[] }) {
  return (
    <RecordTable
      caption="Drivers, assumed and measured"
      columns={driverColumns}
      rows={drivers}
      rowKey={({ id }) => id}
    />
  );
}

const targetColumns: readonly Column<MeasuredTarget>[] = [
  { key: "name", header: "Target", narrow: "title", cell: ({ name }) => name },
  {
    key: "verdict",
    header: "As it goes",
    narrow: "figure",
    cell: ({ verdict }) => (
      <VerdictMark tone={verdicts[verdict].tone}>{verdicts[verdict].word}</VerdictMark>
    ),
  },
  { key: "bound", header: "Asked for", narrow: "named", cell: ({ bound }) => bound ?? null },
  {
    key: "figure",
    header: "Comes to",
    figure: true,
    narrow: "named",
    cell: ({ figure }) => figure ?? null,
  },
  {
    key: "month",
    header: "When",
    narrow: "named",
    cell: ({ month }) => (month === undefined ? null : formatMonth(month, "short")),
  },
  {
    key: "basis",
    header: "By",
    narrow: "named",
    cell: ({ basis }) =>
      basis === undefined ? null : basis === "actual" ? "what happened" : "the estimate from there",
  },
];

/** Targets by what happened, and by what is to be expected from there. */
export function MeasuredTargetTable({ targets }: { targets: readonly MeasuredTarget[] }) {
  return (
    <RecordTable
      caption="Targets by what happened"
      columns={targetColumns}
      rows={targets}
      rowKey={({ target }) => target}
    />
  );
}
