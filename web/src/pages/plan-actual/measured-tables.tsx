import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { MeasuredDriver, MeasuredTarget } from "../../api/plan-actuals.ts";
import { formatMonth } from "../../format/format-date.ts";
import { formatCount, formatQuantity } from "../../format/format-quantity.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { VerdictMark } from "../../parts/verdict-mark.tsx";
import { verdicts } from "../targets/target-table.tsx";
import { driverName } from "../what-if/looked-figure.ts";
import styles from "./plan-actual.module.css";

/** A measured figure to four digits that count, or so many; a share in percent. */
function measuredText(value: number | null, unit: string, digits = 4): string | null {
  if (value === null) return null;
  return unit.startsWith("share")
    ? `${Number((value * 100).toPrecision(digits))}%`
    : formatQuantity(String(Number(value.toPrecision(digits))));
}

const driverColumns = (currency: string): readonly Column<MeasuredDriver>[] => [
  {
    key: "driver",
    header: "Driver",
    narrow: "title",
    cell: ({ id, label }) => driverName({ label, name: id }),
  },
  { key: "unit", header: "Unit", cell: ({ unit }) => unit.replace(/^money/, currency) },
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
        : `${measuredText(interval.low, unit, 3)} to ${measuredText(interval.high, unit, 3)}`,
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

interface DriverProperties {
  readonly drivers: readonly MeasuredDriver[];
  readonly currency: string;
}

/** Drivers as they are assumed, beside what was measured; those of which the books tell nothing are shown on request. */
export function DriverTable({ drivers, currency }: DriverProperties) {
  const [isWhole, setWhole] = useState(false);
  const told = drivers.filter(({ measured }) => measured !== null);
  const others = drivers.length - told.length;
  return (
    <>
      {told.length === 0 && !isWhole ? (
        <EmptyState next={<Link to="/closes">Close a month</Link>}>
          The books tell nothing of what the plan assumes yet. Closed months do.
        </EmptyState>
      ) : (
        <RecordTable
          caption="Drivers, assumed and measured"
          columns={driverColumns(currency)}
          rows={isWhole ? drivers : told}
          rowKey={({ id }) => id}
          dense
        />
      )}
      {others > 0 && (
        <div className={styles.more}>
          <Button size="xs" onClick={() => setWhole(!isWhole)}>
            {isWhole ? "Leave out" : "Show"} {formatCount(others, "driver")} not told by the books
          </Button>
        </div>
      )}
    </>
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
