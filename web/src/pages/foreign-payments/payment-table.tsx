import { Link } from "@tanstack/react-router";
import type { ForeignPayment } from "../../api/foreign-payments.ts";
import type { CsvRow } from "../../format/csv-text.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatAmount } from "../../format/format-money.ts";
import { Money } from "../../parts/money.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import styles from "./foreign-payments.module.css";

const kinds: Readonly<Record<ForeignPayment["kind"], string>> = {
  payment: "Payment",
  refund: "Refund",
  "payment-reversal": "Taken back by the bank",
};

interface Properties {
  readonly payments: readonly ForeignPayment[];
  /** That of the books. */
  readonly currency: string;
}

/** Payments with what came, what that settled, at which rate, and what it gained on what was booked. */
export function ForeignPaymentTable({ payments, currency }: Properties) {
  return (
    <RecordTable
      csv={false}
      caption="Exchanged payments"
      columns={columnsIn(currency)}
      rows={payments}
      rowKey={({ entry }) => entry}
    />
  );
}

const columnsIn = (books: string): readonly Column<ForeignPayment>[] => [
  {
    key: "customer",
    header: "Customer",
    narrow: "title",
    cell: ({ customer, name }) => (
      <Link to="/customers/$customerId" params={{ customerId: customer }} hash="owed">
        {name}
      </Link>
    ),
  },
  { key: "date", header: "Date", cell: ({ date }) => formatDay(date) },
  {
    key: "kind",
    header: "What",
    cell: ({ kind, entry }) => (
      <Link to="/ledger/entries" search={{ document: entry }}>
        {kinds[kind]}
      </Link>
    ),
  },
  {
    key: "came",
    header: "Came",
    figure: true,
    narrow: "figure",
    cell: ({ came }) => <Money amount={came.amount} currency={came.currency} />,
  },
  {
    key: "settled",
    header: "Settled",
    figure: true,
    narrow: "named",
    cell: ({ settled, rate, came }) => (
      <>
        <Money amount={settled.amount} currency={settled.currency} />
        {rate !== null && (
          <span className={styles.rate}>
            1 {came.currency} = {rate} {settled.currency}
          </span>
        )}
      </>
    ),
  },
  ...(
    [
      ["booked", `Booked at, ${books}`, ({ booked }: ForeignPayment) => booked],
      ["worth", `Worth, ${books}`, ({ worth }: ForeignPayment) => worth],
      ["gain", `Gain, ${books}`, ({ gain }: ForeignPayment) => gain],
    ] as const
  ).map(([key, header, of]) => ({
    key,
    header,
    figure: true,
    narrow: "named" as const,
    cell: (payment: ForeignPayment) => {
      const amount = of(payment);
      return amount === null ? null : formatAmount(amount, books);
    },
  })),
];

/** The head of the file that {@link paymentRows} makes. */
export const paymentHeader: CsvRow = [
  "date",
  "kind",
  "id",
  "customer",
  "name",
  "came",
  "cameCurrency",
  "settled",
  "settledCurrency",
  "rate",
  "booked",
  "worth",
  "gain",
];

/** Payments as rows of a file. */
export const paymentRows = (payments: readonly ForeignPayment[]): readonly CsvRow[] =>
  payments.map(({ date, kind, id, customer, name, came, settled, rate, booked, worth, gain }) => [
    date,
    kind,
    id,
    customer,
    name,
    came.amount,
    came.currency,
    settled.amount,
    settled.currency,
    rate,
    booked,
    worth,
    gain,
  ]);
