import { Link } from "@tanstack/react-router";
import type { AccountPayment } from "../../api/accounts.ts";
import { isZero } from "../../format/decimal-text.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatAmount } from "../../format/format-money.ts";
import { Money } from "../../parts/money.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { methodWords } from "./method-words.ts";
import styles from "./open-items-panel.module.css";

interface Properties {
  readonly payments: readonly AccountPayment[];
  readonly currency: string | null;
  readonly zone: string;
}

/** Payments, the latest first, and where each went. */
export function PaymentTable({ payments, currency, zone }: Properties) {
  const columns: readonly Column<AccountPayment>[] = [
    {
      key: "at",
      header: "Received",
      narrow: "title",
      cell: ({ at }) => <time dateTime={at}>{formatDay(at, zone)}</time>,
    },
    {
      key: "method",
      header: "Method",
      cell: ({ method, provider }) =>
        provider === null ? methodWords(method) : `${methodWords(method)}, ${provider}`,
    },
    {
      key: "applied",
      header: "For",
      narrow: "wide",
      cell: (payment) => <Applied payment={payment} currency={currency} />,
    },
    {
      key: "amount",
      header: "Amount",
      figure: true,
      narrow: "figure",
      cell: ({ amount }) => <Money amount={amount} currency={currency} />,
    },
  ];
  return (
    <RecordTable caption="Payments" columns={columns} rows={payments} rowKey={({ id }) => id} />
  );
}

/** The invoices that a payment stands for, and what of it stands for none. */
function Applied({ payment, currency }: { payment: AccountPayment; currency: string | null }) {
  const { appliedTo, unapplied, returned, disputed } = payment;
  const parts = [
    { words: "on the credit balance", amount: unapplied },
    { words: "gone back", amount: returned },
    { words: "disputed", amount: disputed },
  ].filter(({ amount }) => !isZero(amount));
  return (
    <span className={styles.applied}>
      {appliedTo.map(({ id, number, amount }) => (
        <span key={id}>
          <Link to="/invoices/$invoiceId" params={{ invoiceId: id }}>
            {number}
          </Link>{" "}
          {appliedTo.length + parts.length > 1 && formatAmount(amount, currency)}
        </span>
      ))}
      {parts.map(({ words, amount }) => (
        <span key={words}>
          {formatAmount(amount, currency)} {words}
        </span>
      ))}
    </span>
  );
}
