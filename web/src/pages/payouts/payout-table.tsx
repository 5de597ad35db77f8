import { Link } from "@tanstack/react-router";
import type { Payout } from "../../api/payouts.ts";
import type { CsvRow } from "../../format/csv-text.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatAmount } from "../../format/format-money.ts";
import { Money } from "../../parts/money.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import styles from "./payouts.module.css";

const statusWords: Readonly<Record<string, string>> = {
  paid: "Paid",
  pending: "On its way",
  in_transit: "On its way",
  "in-transit": "On its way",
  failed: "Sent back",
  canceled: "Cancelled",
};

const columns: readonly Column<Payout>[] = [
  {
    key: "payout",
    header: "Payout",
    narrow: "title",
    cell: ({ provider, payout }) => (
      <Link to="/ledger/entries" search={{ document: `provider-payout/${provider}:${payout}` }}>
        {payout}
      </Link>
    ),
  },
  { key: "provider", header: "Provider", cell: ({ provider }) => provider },
  { key: "at", header: "Date", cell: ({ at }) => formatDay(at) },
  {
    key: "status",
    header: "Standing",
    cell: ({ status }) => (
      <span className={styles.status} data-status={status}>
        {statusWords[status] ?? status}
      </span>
    ),
  },
  {
    key: "gross",
    header: "Collected",
    figure: true,
    narrow: "named",
    cell: ({ content, currency }) =>
      content === null ? null : formatAmount(content.gross, currency),
  },
  {
    key: "fees",
    header: "Fees",
    figure: true,
    narrow: "named",
    cell: ({ content, currency }) =>
      content === null ? null : formatAmount(content.fees, currency),
  },
  {
    key: "amount",
    header: "Transferred",
    figure: true,
    narrow: "figure",
    cell: ({ amount, currency }) => <Money amount={amount} currency={currency} />,
  },
];

/** Payouts, the latest first, each leading to its entry. */
export const PayoutTable = ({ payouts }: { payouts: readonly Payout[] }) => (
  <RecordTable
    csv={false}
    caption="Payouts"
    columns={columns}
    rows={payouts}
    rowKey={({ provider, payout }) => `${provider} ${payout}`}
  />
);

/** The head of the file that {@link payoutRows} makes. */
export const payoutHeader: CsvRow = [
  "provider",
  "payout",
  "at",
  "status",
  "gross",
  "fees",
  "amount",
  "currency",
];

/** Payouts as rows of a file. */
export const payoutRows = (payouts: readonly Payout[]): readonly CsvRow[] =>
  payouts.map(({ provider, payout, at, status, content, amount, currency }) => [
    provider,
    payout,
    at,
    status,
    content?.gross ?? null,
    content?.fees ?? null,
    amount,
    currency,
  ]);
