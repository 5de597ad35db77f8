import type { ExchangeRate } from "../../api/exchange-rates.ts";
import type { CsvRow } from "../../format/csv-text.ts";
import { formatDay, formatMinute } from "../../format/format-date.ts";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import styles from "./exchange-rates.module.css";

const columns: readonly Column<ExchangeRate>[] = [
  { key: "day", header: "Day", narrow: "title", cell: ({ day }) => formatDay(day) },
  {
    key: "pair",
    header: "One of, in",
    cell: ({ from, to }) => (
      <>
        1 {from} <span className={styles.quiet}>in {to}</span>
      </>
    ),
  },
  { key: "source", header: "Source", cell: ({ source }) => source },
  {
    key: "known",
    header: "Counts since",
    cell: ({ knownSince }) => (
      <>
        <span className="narrow-only">since </span>
        {formatMinute(knownSince)}
      </>
    ),
  },
  { key: "rate", header: "Rate", figure: true, narrow: "figure", cell: ({ rate }) => rate },
];

/** Rates, the latest day first; of one that was corrected also what it was before. */
export const RateTable = ({ rates }: { rates: readonly ExchangeRate[] }) => (
  <RecordTable
    csv={false}
    caption="Exchange rates"
    columns={columns}
    rows={rates}
    rowKey={({ day, from, to, knownSince }) => `${day} ${from} ${to} ${knownSince}`}
  />
);

/** The head of the file that {@link rateRows} makes. */
export const rateHeader: CsvRow = ["day", "from", "to", "rate", "source", "knownSince"];

/** Rates as rows of a file. */
export const rateRows = (rates: readonly ExchangeRate[]): readonly CsvRow[] =>
  rates.map(({ day, from, to, rate, source, knownSince }) => [
    day,
    from,
    to,
    rate,
    source,
    knownSince,
  ]);
