import { Link, useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import type { Revenue } from "../../api/revenue.ts";
import { Chart } from "../../charts/chart.tsx";
import { Legend } from "../../charts/legend.tsx";
import { monthStacks } from "../../charts/month-stacks.ts";
import type { Palette } from "../../charts/palette.ts";
import { formatMonth } from "../../format/format-date.ts";
import { formatMoney } from "../../format/format-money.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { RevenueTable } from "./revenue-table.tsx";

/** What was billed by month, the streams stacked. A click on a month opens its invoices; the table's links do the same. */
export function RevenueChart({ revenue }: { revenue: Revenue }) {
  const navigate = useNavigate();
  const option = useCallback((palette: Palette) => monthStacks(revenue, palette), [revenue]);
  if (revenue.months.length === 0) {
    return (
      <EmptyState next={<Link to="/customers">Choose a customer to sell to</Link>}>
        Nothing is billed yet. What is billed in each month stands here, stream by stream.
      </EmptyState>
    );
  }
  const openMonth = (index: number) => {
    const month = revenue.months[index];
    if (month !== undefined) void navigate({ to: "/invoices", search: { month } });
  };
  return (
    <Chart
      summary={summarize(revenue)}
      option={option}
      height={308}
      onColumn={openMonth}
      legend={<Legend names={revenue.streams.map(({ name }) => name)} />}
      table={<RevenueTable revenue={revenue} />}
    />
  );
}

function summarize(revenue: Revenue): string {
  const months = revenue.months.map(
    (month, index) =>
      `${formatMonth(month)}${month === revenue.runningMonth ? " so far" : ""}: ${formatMoney(revenue.totals[index] ?? "0", revenue.currency)}`,
  );
  return `Stacked bars of what was billed, by stream and month. ${months.join("; ")}.`;
}
