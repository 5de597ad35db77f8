import { Link } from "@tanstack/react-router";
import type { RemainingCommitment, RemainingObligations } from "../../api/earned.ts";
import type { CsvRow } from "../../format/csv-text.ts";
import { formatDay, shiftDay } from "../../format/format-date.ts";
import { formatAmount } from "../../format/format-money.ts";
import { Money } from "../../parts/money.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";

type Row = RemainingCommitment & { readonly currency: string };

const columns: readonly Column<Row>[] = [
  {
    key: "what",
    header: "Contract or subscription",
    narrow: "title",
    cell: ({ contract, subscription }) =>
      contract !== null ? (
        <Link to="/contracts/$contractId" params={{ contractId: contract }}>
          {contract}
        </Link>
      ) : (
        subscription !== null && (
          <Link to="/subscriptions/$subscriptionId" params={{ subscriptionId: subscription }}>
            {subscription}
          </Link>
        )
      ),
  },
  {
    key: "customer",
    header: "Customer",
    narrow: "wide",
    cell: ({ customer }) => (
      <Link to="/customers/$customerId" params={{ customerId: customer }}>
        {customer}
      </Link>
    ),
  },
  {
    key: "until",
    header: "Committed until",
    cell: ({ until }) => (
      <>
        <span className="narrow-only">until </span>
        {formatDay(shiftDay(until, -1))}
      </>
    ),
  },
  {
    key: "year",
    header: "Within a year",
    figure: true,
    narrow: "named",
    cell: ({ withinYear, currency }) => formatAmount(withinYear, currency),
  },
  {
    key: "amount",
    header: "In all",
    figure: true,
    narrow: "figure",
    cell: ({ amount, currency }) => <Money amount={amount} currency={currency} />,
  },
];

/** What contracts and terms commit customers to beyond what is invoiced, the largest first. */
export const CommitmentTable = ({ commitments }: { commitments: readonly Row[] }) => (
  <RecordTable
    csv={false}
    caption="What contracts and terms commit to"
    columns={columns}
    rows={commitments}
    rowKey={({ customer, contract, subscription }) =>
      `${customer} ${contract ?? ""} ${subscription ?? ""}`
    }
  />
);

/** The commitments of every currency, each with its own. */
export const commitmentsOf = ({ items }: RemainingObligations): readonly Row[] =>
  items.flatMap(({ currency, commitments }) => commitments.map((one) => ({ ...one, currency })));

/** The head of the file that {@link commitmentRows} makes. */
export const commitmentHeader: CsvRow = [
  "customer",
  "contract",
  "subscription",
  "until",
  "amount",
  "withinYear",
  "currency",
];

/** Commitments as rows of a file. */
export const commitmentRows = (commitments: readonly Row[]): readonly CsvRow[] =>
  commitments.map(({ customer, contract, subscription, until, amount, withinYear, currency }) => [
    customer,
    contract,
    subscription,
    until,
    amount,
    withinYear,
    currency,
  ]);
