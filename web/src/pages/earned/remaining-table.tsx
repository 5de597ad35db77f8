import { Link } from "@tanstack/react-router";
import type { RemainingObligations } from "../../api/earned.ts";
import type { CsvRow } from "../../format/csv-text.ts";
import { isZero } from "../../format/decimal-text.ts";
import { formatMonth } from "../../format/format-date.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Money } from "../../parts/money.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";

interface Row {
  readonly key: string;
  readonly when: string;
  readonly of: string;
  readonly currency: string;
  readonly amount: string;
}

const columns: readonly Column<Row>[] = [
  { key: "when", header: "When", narrow: "title", cell: ({ when }) => when },
  { key: "of", header: "Of", cell: ({ of }) => of },
  {
    key: "amount",
    header: "To be earned",
    figure: true,
    narrow: "figure",
    cell: ({ amount, currency }) => <Money amount={amount} currency={currency} />,
  },
];

/** What remains, by the month in which it will be earned; then what no month is known of. */
export function RemainingTable({ remaining }: { remaining: RemainingObligations }) {
  const rows = remaining.items.flatMap(rowsOf);
  if (rows.length === 0)
    return (
      <EmptyState next={<Link to="/contracts">See the contracts</Link>}>
        Nothing remains to be earned. What is sold for months to come stands here, by the month in
        which it becomes revenue.
      </EmptyState>
    );
  return (
    <RecordTable
      csv={false}
      caption="What remains to be earned, by month"
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
    />
  );
}

function rowsOf(item: RemainingObligations["items"][number]): readonly Row[] {
  const { currency, months, unscheduled, contracted, committed } = item;
  const dated = months.map(({ month, amount }) => ({
    key: `${month} ${currency}`,
    when: formatMonth(month),
    of: "Issued invoices",
    currency,
    amount,
  }));
  const undated = [
    {
      key: "unscheduled",
      when: "When it is delivered",
      of: "Issued invoices",
      amount: unscheduled,
    },
    { key: "contracted", when: "As it is invoiced", of: "Signed contracts", amount: contracted },
    {
      key: "committed",
      when: "As it is invoiced",
      of: "Subscriptions with a term",
      amount: committed,
    },
  ]
    .filter(({ amount }) => !isZero(amount))
    .map((row) => ({ ...row, key: `${row.key} ${currency}`, currency }));
  return [...dated, ...undated];
}

/** The head of the file that {@link remainingRows} makes. */
export const remainingHeader: CsvRow = ["when", "of", "amount", "currency"];

/** What remains as rows of a file. */
export const remainingRows = ({ items }: RemainingObligations): readonly CsvRow[] =>
  items.flatMap(rowsOf).map(({ when, of, amount, currency }) => [when, of, amount, currency]);
