import { Link } from "@tanstack/react-router";
import { useCallback } from "react";
import type { RevenueSchedule } from "../../api/earned.ts";
import type { Revenue } from "../../api/revenue.ts";
import { Chart } from "../../charts/chart.tsx";
import { Legend } from "../../charts/legend.tsx";
import { monthStacks } from "../../charts/month-stacks.ts";
import type { Palette } from "../../charts/palette.ts";
import { sumDecimals } from "../../format/decimal-text.ts";
import { formatMonth } from "../../format/format-date.ts";
import { formatMoney } from "../../format/format-money.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { type MonthRow, monthRows, revenueColumns } from "../../parts/revenue-columns.ts";
import styles from "./earned.module.css";
import { useStreamNames } from "./queries.ts";

/** Revenue by month, the streams stacked, the running month paler; a chart for each currency. */
export function ScheduleChart({ schedule, now }: { schedule: RevenueSchedule; now: string }) {
  const names = useStreamNames();
  const currencies = [...new Set(schedule.items.map(({ currency }) => currency))];
  if (currencies.length === 0)
    return (
      <EmptyState next={<Link to="/invoices">See the invoices</Link>}>
        Nothing is earned or scheduled. Each line of an invoice brings its amount here, to the
        months in which it is earned.
      </EmptyState>
    );
  return currencies.map((currency) => (
    <section key={currency} aria-label={currency}>
      {currencies.length > 1 && <h3 className={styles.currency}>{currency}</h3>}
      <CurrencyChart
        revenue={stacked(schedule, currency, now, names)}
        closedThrough={schedule.closedThrough}
      />
    </section>
  ));
}

function stacked(
  { months, items }: RevenueSchedule,
  currency: string,
  now: string,
  names: ReadonlyMap<string, string>,
): Revenue {
  const own = items.filter((item) => item.currency === currency);
  return {
    currency,
    months,
    runningMonth: now,
    streams: own.map(({ stream, amounts }) => ({
      id: stream,
      name: names.get(stream) ?? stream,
      amounts,
      total: sumDecimals(amounts),
    })),
    totals: months.map((_, index) => sumDecimals(own.map(({ amounts }) => amounts[index] ?? "0"))),
    total: sumDecimals(own.flatMap(({ amounts }) => amounts)),
  };
}

function CurrencyChart({
  revenue,
  closedThrough,
}: {
  revenue: Revenue;
  closedThrough: string | null;
}) {
  const option = useCallback((palette: Palette) => monthStacks(revenue, palette), [revenue]);
  return (
    <Chart
      summary={summarize(revenue)}
      option={option}
      height={308}
      legend={<Legend names={revenue.streams.map(({ name }) => name)} />}
      table={<ScheduleTable revenue={revenue} closedThrough={closedThrough} />}
    />
  );
}

function ScheduleTable({
  revenue,
  closedThrough,
}: {
  revenue: Revenue;
  closedThrough: string | null;
}) {
  const columns: readonly Column<MonthRow>[] = [
    {
      key: "month",
      header: "Month",
      narrow: "title",
      cell: ({ month }) => formatMonth(month, "short"),
      foot: "Total",
    },
    {
      key: "state",
      header: "State",
      cell: ({ month }) =>
        closedThrough !== null && month <= closedThrough ? "closed" : "as things stand",
    },
    ...revenueColumns(revenue),
  ];
  return (
    <RecordTable
      caption="Recognised and scheduled by month and stream"
      columns={columns}
      rows={monthRows(revenue)}
      rowKey={({ month }) => month}
      dense
    />
  );
}

function summarize(revenue: Revenue): string {
  const months = revenue.months.map(
    (month, index) =>
      `${formatMonth(month)}: ${formatMoney(revenue.totals[index] ?? "0", revenue.currency)}`,
  );
  return `Stacked bars of what is earned, by stream and month. ${months.join("; ")}.`;
}
