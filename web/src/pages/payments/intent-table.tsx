import { Link } from "@tanstack/react-router";
import type { PaymentIntent, PaymentState } from "../../api/payments.ts";
import { formatMinute } from "../../format/format-date.ts";
import { formatCount } from "../../format/format-quantity.ts";
import { Money } from "../../parts/money.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import styles from "./payments.module.css";

/** The states of a payment in words. */
export const stateWords: Readonly<Record<PaymentState, string>> = {
  recorded: "Recorded",
  sent: "Sent",
  pending: "Pending",
  unknown: "Unknown",
  succeeded: "Succeeded",
  failed: "Failed",
  cancelled: "Cancelled",
};

const columns: readonly Column<PaymentIntent>[] = [
  {
    key: "customer",
    header: "Customer",
    narrow: "title",
    cell: ({ customer }) => (
      <Link to="/customers/$customerId" params={{ customerId: customer }}>
        {customer}
      </Link>
    ),
  },
  {
    key: "what",
    header: "What",
    cell: ({ kind, way, invoice }) =>
      `${kind === "refund" ? "Refund" : way === "checkout" ? "Payment link" : "Charge"}${invoice === null ? "" : ` of ${invoice}`}`,
  },
  {
    key: "state",
    header: "State",
    cell: ({ state, reason }) => (
      <span className={styles.state} data-state={state}>
        {stateWords[state]}
        {reason !== null && <span className={styles.reason}> {reason}</span>}
      </span>
    ),
  },
  { key: "provider", header: "Provider", cell: ({ provider }) => provider },
  {
    key: "tries",
    header: "Tries",
    cell: ({ calls, lookUps }) =>
      `${formatCount(calls.length, "call")}${lookUps === 0 ? "" : `, ${formatCount(lookUps, "look-up")}`}`,
  },
  {
    key: "next",
    header: "Next call",
    cell: ({ nextCallAt }) => (nextCallAt === null ? null : formatMinute(nextCallAt)),
  },
  { key: "recorded", header: "Begun", cell: ({ recordedAt }) => formatMinute(recordedAt) },
  {
    key: "amount",
    header: "Amount",
    figure: true,
    narrow: "figure",
    cell: ({ amount, currency }) => <Money amount={amount} currency={currency} />,
  },
];

/** Charges and refunds, with how each stands and when it is looked at next. */
export function IntentTable({
  caption,
  intents,
}: {
  caption: string;
  intents: readonly PaymentIntent[];
}) {
  return (
    <RecordTable
      csv={false}
      caption={caption}
      columns={columns}
      rows={intents}
      rowKey={({ id }) => id}
    />
  );
}
