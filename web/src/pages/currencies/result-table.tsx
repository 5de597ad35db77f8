import { Link } from "@tanstack/react-router";
import type { CurrencyResult, ForeignCurrency, GainAndLoss } from "../../api/foreign-currency.ts";
import type { CsvRow } from "../../format/csv-text.ts";
import { isZero, sumDecimals } from "../../format/decimal-text.ts";
import { formatMonth } from "../../format/format-date.ts";
import { formatAmount } from "../../format/format-money.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Money } from "../../parts/money.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";

/** A gain less its loss. */
export const netOf = ({ gain, loss }: GainAndLoss): string =>
  sumDecimals([gain, loss.startsWith("-") ? loss.slice(1) : `-${loss}`]);

/** What rates gained and lost, month by month, the latest first. */
export function ResultTable({ report }: { report: ForeignCurrency }) {
  const { results, currency } = report;
  if (results.length === 0)
    return (
      <EmptyState next={<Link to="/closes">Close a month</Link>}>
        Rates have brought no gain and no loss yet. What is settled is realised on its day; what is
        open is revalued when a month is closed, and turned round on the first of the next.
      </EmptyState>
    );
  const shown = (amount: string) => (isZero(amount) ? null : formatAmount(amount, currency));
  const columns: readonly Column<CurrencyResult>[] = [
    { key: "month", header: "Month", narrow: "title", cell: ({ month }) => formatMonth(month) },
    ...(
      [
        ["realised-gain", "Realised gain", ({ realised }: CurrencyResult) => realised.gain],
        ["realised-loss", "Realised loss", ({ realised }: CurrencyResult) => realised.loss],
        ["unrealised-gain", "Unrealised gain", ({ unrealised }: CurrencyResult) => unrealised.gain],
        ["unrealised-loss", "Unrealised loss", ({ unrealised }: CurrencyResult) => unrealised.loss],
      ] as const
    ).map(([key, header, of]) => ({
      key,
      header,
      figure: true,
      narrow: "named" as const,
      cell: (row: CurrencyResult) => shown(of(row)),
    })),
    {
      key: "net",
      header: "Net",
      figure: true,
      narrow: "figure",
      cell: ({ net }) => <Money amount={net} currency={currency} />,
    },
  ];
  return (
    <RecordTable
      csv={false}
      caption="Gains and losses of exchange rates"
      columns={columns}
      rows={results.toReversed()}
      rowKey={({ month }) => month}
    />
  );
}

/** The head of the file that {@link resultRows} makes. */
export const resultHeader: CsvRow = [
  "month",
  "realisedGain",
  "realisedLoss",
  "unrealisedGain",
  "unrealisedLoss",
  "net",
];

/** Results as rows of a file. */
export const resultRows = ({ results }: ForeignCurrency): readonly CsvRow[] =>
  results.map(({ month, realised, unrealised, net }) => [
    month,
    realised.gain,
    realised.loss,
    unrealised.gain,
    unrealised.loss,
    net,
  ]);
