import { useCallback } from "react";
import type { RevenueSchedule } from "../../api/earned.ts";
import type { Revenue } from "../../api/revenue.ts";
import { Chart } from "../../charts/chart.tsx";
import { Legend } from "../../charts/legend.tsx";
import { monthStacks } from "../../charts/month-stacks.ts";
import type { Palette } from "../../charts/palette.ts";
import { sumDecimals } from "../../format/decimal-text.ts";
import { formatMonth } from "../../format/format-date.ts";
import { formatAmount, formatMoney } from "../../format/format-money.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { useStreamNames } from "./queries.ts";

/** Revenue by month, the streams stacked, the running month paler; a chart for each currency. */
export function ScheduleChart({ schedule, now }: { schedule: RevenueSchedule; now: string }) {
  const names = useStreamNames();
  const currencies = [...new Set(schedule.items.map(({ currency }) => currency))];
  if (currencies.length === 0) return <EmptyState>Nothing is earned or scheduled.</EmptyState>;
  return currencies.map((currency) => (
    <CurrencyChart
      key={currency}
      revenue={stacked(schedule, currency, now, names)}
      closedThrough={schedule.closedThrough}
    />
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
  const rows = revenue.months.map((month, index) => ({ month, index }));
  const columns: readonly Column<{ month: string; index: number }>[] = [
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
    ...revenue.streams.map((stream) => ({
      key: stream.id,
      header: stream.name,
      figure: true,
      narrow: "named" as const,
      cell: ({ index }: { index: number }) =>
        formatAmount(stream.amounts[index] ?? "0", revenue.currency),
      foot: formatAmount(stream.total, revenue.currency),
    })),
    {
      key: "total",
      header: `Total ${revenue.currency}`,
      figure: true,
      narrow: "figure",
      cell: ({ index }) => formatAmount(revenue.totals[index] ?? "0", revenue.currency),
      foot: formatAmount(revenue.total, revenue.currency),
    },
  ];
  return (
    <RecordTable
      caption="Recognised and scheduled by month and stream"
      columns={columns}
      rows={rows}
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
