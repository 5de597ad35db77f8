import { Link } from "@tanstack/react-router";
import type { ForeignCurrency, ForeignPosition } from "../../api/foreign-currency.ts";
import type { CsvRow } from "../../format/csv-text.ts";
import { isZero, sumDecimals } from "../../format/decimal-text.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatAmount } from "../../format/format-money.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Money } from "../../parts/money.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import styles from "./currencies.module.css";

/** What is carried in other currencies: what it was booked at, what it is worth, and what that gained or lost. */
export function PositionTable({ report }: { report: ForeignCurrency }) {
  const { positions, currency, asOf } = report;
  if (positions.length === 0)
    return (
      <EmptyState next={<Link to="/currencies/rates">See the rates</Link>}>
        Nothing stood in another currency than {currency} at the end of {formatDay(asOf)}. What
        customers owe in another one, and what a provider holds in it, is listed here and revalued
        with each close.
      </EmptyState>
    );
  return (
    <RecordTable
      csv={false}
      caption="Positions in other currencies"
      columns={columnsOf(report)}
      rows={positions}
      rowKey={(position) => `${position.account} ${position.currency}`}
    />
  );
}

function columnsOf({
  currency: books,
  balances,
  positions,
  asOf,
}: ForeignCurrency): readonly Column<ForeignPosition>[] {
  const titles = new Map(balances.map(({ account, title }) => [account, title]));
  const known = positions.flatMap(({ gain }) => (gain === null ? [] : [gain]));
  const inBooks = (amount: string | null) => (amount === null ? null : formatAmount(amount, books));
  return [
    {
      key: "account",
      header: "Account",
      narrow: "title",
      cell: ({ account }) => (
        <Link to="/ledger/entries" search={{ account, to: asOf }}>
          {titles.get(account) ?? account}
        </Link>
      ),
      ...(known.length === 0 ? {} : { foot: "Total" }),
    },
    {
      key: "amount",
      header: "Stands at",
      figure: true,
      narrow: "figure",
      cell: ({ amount, currency }) => <Money amount={amount} currency={currency} />,
    },
    {
      key: "rate",
      header: "Rate",
      narrow: "wide",
      cell: ({ rate, unvalued, currency }) => (
        <>
          {rate === null ? (
            <Link to="/currencies/rates" search={{ from: currency }} className={styles.missing}>
              No rate of the last week
            </Link>
          ) : (
            <>
              {rate.rate}{" "}
              <span className={styles.quiet}>
                {formatDay(rate.ratedOn)}, {rate.source}
              </span>
            </>
          )}
          {!isZero(unvalued) && (
            <span className={styles.missing}>
              {" "}
              and {formatAmount(unvalued, currency)} from days without a rate
            </span>
          )}
        </>
      ),
    },
    {
      key: "carrying",
      header: `Booked at, ${books}`,
      figure: true,
      narrow: "named",
      cell: ({ carrying }) => inBooks(carrying),
    },
    {
      key: "value",
      header: `Worth, ${books}`,
      figure: true,
      narrow: "named",
      cell: ({ value }) => inBooks(value),
    },
    {
      key: "gain",
      header: `Gain, ${books}`,
      figure: true,
      narrow: "named",
      cell: ({ gain }) => inBooks(gain),
      ...(known.length === 0 ? {} : { foot: formatAmount(sumDecimals(known), books) }),
    },
  ];
}

/** The head of the file that {@link positionRows} makes. */
export const positionHeader: CsvRow = [
  "account",
  "currency",
  "amount",
  "unvalued",
  "carrying",
  "value",
  "gain",
  "rate",
  "ratedOn",
  "source",
];

/** Positions as rows of a file. */
export const positionRows = ({ positions }: ForeignCurrency): readonly CsvRow[] =>
  positions.map(({ account, currency, amount, unvalued, carrying, value, gain, rate }) => [
    account,
    currency,
    amount,
    unvalued,
    carrying,
    value,
    gain,
    rate?.rate ?? null,
    rate?.ratedOn ?? null,
    rate?.source ?? null,
  ]);
