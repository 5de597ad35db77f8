import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Dispute } from "../../api/disputes.ts";
import type { CsvRow } from "../../format/csv-text.ts";
import { isZero } from "../../format/decimal-text.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatMoney } from "../../format/format-money.ts";
import { Money } from "../../parts/money.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import styles from "./disputes.module.css";

interface Properties {
  readonly disputes: readonly Dispute[];
  readonly onDecide: (dispute: Dispute) => void;
}

/** Disputes, each with how it stands; an open one has the way to say how it was decided. */
export const DisputeTable = ({ disputes, onDecide }: Properties) => (
  <RecordTable
    csv={false}
    caption="Disputes"
    columns={[...columns, deciding(onDecide), amount]}
    rows={disputes}
    rowKey={({ customer, id }) => `${customer} ${id}`}
  />
);

const statusWords: Readonly<Record<Dispute["status"], string>> = {
  open: "Open",
  won: "Won",
  lost: "Lost",
};

const columns: readonly Column<Dispute>[] = [
  {
    key: "customer",
    header: "Customer",
    narrow: "title",
    cell: ({ customer, customerName }) => (
      <Link to="/customers/$customerId" params={{ customerId: customer }} hash="owed">
        {customerName}
      </Link>
    ),
  },
  {
    key: "payment",
    header: "Payment",
    cell: ({ payment }) => (
      <Link to="/ledger/entries" search={{ document: `payment/${payment}` }}>
        <code>{payment}</code>
      </Link>
    ),
  },
  { key: "provider", header: "Provider", cell: ({ provider }) => provider },
  { key: "opened", header: "Opened", cell: ({ openedAt }) => formatDay(openedAt) },
  {
    key: "status",
    header: "Standing",
    cell: ({ status, decidedAt }) => (
      <span className={styles.status} data-status={status}>
        {statusWords[status]}
        {decidedAt !== null && <span className={styles.quiet}> {formatDay(decidedAt)}</span>}
      </span>
    ),
  },
  {
    key: "fee",
    header: "Fee",
    cell: ({ fee, feeReturned, feeCurrency }) =>
      isZero(fee) ? null : (
        <>
          <span className="narrow-only">fee </span>
          {formatMoney(fee, feeCurrency)}
          {!isZero(feeReturned) && <span className={styles.quiet}> given back</span>}
        </>
      ),
  },
];

const deciding = (onDecide: (dispute: Dispute) => void): Column<Dispute> => ({
  key: "decide",
  header: "Decision",
  cell: (dispute) =>
    dispute.status === "open" ? (
      <Button
        size="compact-sm"
        aria-label={`Tell the decision on ${dispute.payment} of ${dispute.customerName}`}
        className={styles.decide}
        onClick={() => onDecide(dispute)}
      >
        Tell
      </Button>
    ) : null,
});

const amount: Column<Dispute> = {
  key: "amount",
  header: "Disputed",
  figure: true,
  narrow: "figure",
  cell: ({ amount: disputed, currency }) => <Money amount={disputed} currency={currency} />,
};

/** The head of the file that {@link disputeRows} makes. */
export const disputeHeader: CsvRow = [
  "id",
  "customer",
  "customerName",
  "payment",
  "provider",
  "amount",
  "currency",
  "fee",
  "feeReturned",
  "feeCurrency",
  "status",
  "openedAt",
  "decidedAt",
];

/** Disputes as rows of a file. */
export const disputeRows = (disputes: readonly Dispute[]): readonly CsvRow[] =>
  disputes.map((one) => [
    one.id,
    one.customer,
    one.customerName,
    one.payment,
    one.provider,
    one.amount,
    one.currency,
    one.fee,
    one.feeReturned,
    one.feeCurrency,
    one.status,
    one.openedAt,
    one.decidedAt,
  ]);
