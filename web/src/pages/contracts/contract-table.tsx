import { Link } from "@tanstack/react-router";
import type { Contract } from "../../api/contracts.ts";
import type { CsvRow } from "../../format/csv-text.ts";
import { formatDay, shiftDay } from "../../format/format-date.ts";
import { formatAmount } from "../../format/format-money.ts";
import { CommitmentTrack, commitmentOf } from "../../parts/commitment-bar.tsx";
import { statusWords } from "../../parts/contract-words.ts";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import styles from "./contracts.module.css";

/** Contracts, each leading to its page: when it ends or goes on, until when notice is in time, what of it is spent. */
export const ContractTable = ({ contracts }: { contracts: readonly Contract[] }) => (
  <RecordTable
    csv={false}
    caption="Contracts"
    columns={columns}
    rows={contracts}
    rowKey={({ id }) => id}
  />
);

const columns: readonly Column<Contract>[] = [
  {
    key: "number",
    header: "Contract",
    narrow: "title",
    cell: ({ id, number, name }) => (
      <>
        <Link to="/contracts/$contractId" params={{ contractId: id }}>
          {number}
        </Link>
        <span className={styles.name}>{name}</span>
      </>
    ),
  },
  {
    key: "customer",
    header: "Customer",
    narrow: "wide",
    cell: ({ customer, customerName }) => (
      <Link to="/customers/$customerId" params={{ customerId: customer }} hash="contracts">
        {customerName}
      </Link>
    ),
  },
  { key: "status", header: "Standing", cell: ({ status }) => statusWords[status] },
  {
    key: "end",
    header: "Term until",
    cell: ({ end, renewsOn }) => (
      <>
        <span className="narrow-only">until </span>
        {formatDay(shiftDay(end, -1))}
        {renewsOn !== null && <span className={styles.after}>then goes on</span>}
      </>
    ),
  },
  {
    key: "notice",
    header: "Notice until",
    cell: ({ noticeBy }) =>
      noticeBy === null ? null : (
        <>
          <span className="narrow-only">notice until </span>
          {formatDay(noticeBy)}
        </>
      ),
  },
  {
    key: "used",
    header: "Used of the commitment",
    narrow: "wide",
    cell: (contract) => <Used contract={contract} />,
  },
];

/** What of the running period's commitment is spent; of the last one where none runs. */
function Used({ contract: { periods, commitment } }: { contract: Contract }) {
  const period = periods.at(-1);
  if (commitment === null || period === undefined) return null;
  const { whole, spent, currency, share } = commitmentOf(period, commitment);
  return (
    <span className={styles.used}>
      <span className={styles.amounts}>
        {formatAmount(spent, currency)}{" "}
        <span className={styles.of}>
          of {formatAmount(whole, currency)} {currency}
        </span>
      </span>
      <CommitmentTrack share={share} />
    </span>
  );
}

/** The head of the file that {@link contractRows} makes. */
export const contractHeader: CsvRow = [
  "id",
  "number",
  "name",
  "customer",
  "customerName",
  "status",
  "start",
  "end",
  "renewsOn",
  "noticeBy",
  "endsOn",
  "commitment",
  "per",
  "spentInPeriod",
  "remaining",
  "remainingWithinYear",
];

/** Contracts as rows of a file. */
export const contractRows = (contracts: readonly Contract[]): readonly CsvRow[] =>
  contracts.map((one) => [
    one.id,
    one.number,
    one.name,
    one.customer,
    one.customerName,
    one.status,
    one.start,
    one.end,
    one.renewsOn,
    one.noticeBy,
    one.endsOn,
    one.commitment?.amount ?? null,
    one.commitment?.per ?? null,
    one.commitment === null ? null : (one.periods.at(-1)?.spent ?? null),
    one.remaining.total,
    one.remaining.withinYear,
  ]);
