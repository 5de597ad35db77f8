import type { Revenue } from "../api/revenue.ts";
import { formatAmount } from "../format/format-money.ts";
import type { Column } from "./record-table.tsx";

/** A month of revenue by its place in the lists of amounts. */
export interface MonthRow {
  readonly month: string;
  readonly index: number;
}

/** A row for each month. */
export const monthRows = ({ months }: Revenue): readonly MonthRow[] =>
  months.map((month, index) => ({ month, index }));

/** A column for each stream and one for the total, each with its own total at the foot. */
export const revenueColumns = ({
  currency,
  streams,
  totals,
  total,
}: Revenue): readonly Column<MonthRow>[] => [
  ...streams.map((stream) => ({
    key: stream.id,
    header: stream.name,
    figure: true,
    narrow: "named" as const,
    cell: ({ index }: MonthRow) => formatAmount(stream.amounts[index] ?? "0", currency),
    foot: formatAmount(stream.total, currency),
  })),
  {
    key: "total",
    header: `Total ${currency}`,
    figure: true,
    narrow: "figure",
    cell: ({ index }) => formatAmount(totals[index] ?? "0", currency),
    foot: formatAmount(total, currency),
  },
];
