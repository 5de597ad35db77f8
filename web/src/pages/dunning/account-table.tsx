import { Link } from "@tanstack/react-router";
import type { DunnedAccount } from "../../api/accounts.ts";
import type { CsvRow } from "../../format/csv-text.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatAmount } from "../../format/format-money.ts";
import { formatCount } from "../../format/format-quantity.ts";
import { Money } from "../../parts/money.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";
import { stepTitle } from "../customer/moment-words.ts";
import styles from "./dunning.module.css";

const columns: readonly Column<DunnedAccount>[] = [
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
  {
    key: "stage",
    header: "Stands on",
    narrow: "wide",
    cell: ({ stage, suspendedSince }) => (
      <>
        {stepTitle(stage.action)} <span className={styles.quiet}>{formatDay(stage.at)}</span>
        {suspendedSince !== null && <span className={styles.suspended}> suspended</span>}
      </>
    ),
  },
  {
    key: "next",
    header: "Next step",
    narrow: "wide",
    cell: ({ next }) =>
      next === null ? (
        <span className={styles.quiet}>none left</span>
      ) : (
        <>
          <span className="narrow-only">next: </span>
          {stepTitle(next.action)} <span className={styles.quiet}>{formatDay(next.at)}</span>
        </>
      ),
  },
  {
    key: "days",
    header: "Overdue for",
    figure: true,
    cell: ({ daysOverdue }) => formatCount(daysOverdue, "day"),
  },
  {
    key: "owed",
    header: "Owed",
    figure: true,
    narrow: "none",
    cell: ({ owed, currency }) => formatAmount(owed, currency),
  },
  {
    key: "overdue",
    header: "Overdue",
    figure: true,
    narrow: "figure",
    cell: ({ overdue, currency }) => <Money amount={overdue} currency={currency} />,
  },
];

/** Accounts that are being dunned, the longest overdue first. */
export function AccountTable({ accounts }: { accounts: readonly DunnedAccount[] }) {
  return (
    <RecordTable
      csv={false}
      caption="Accounts that are being dunned, the longest overdue first"
      columns={columns}
      rows={accounts}
      rowKey={({ customer }) => customer}
    />
  );
}

/** The head of the file that {@link accountRows} makes. */
export const accountsHeader: CsvRow = [
  "customer",
  "name",
  "step",
  "step_at",
  "next_step",
  "next_step_at",
  "days_overdue",
  "owed",
  "overdue",
  "currency",
  "suspended_since",
];

/** Accounts as rows of a file. */
export const accountRows = (accounts: readonly DunnedAccount[]): readonly CsvRow[] =>
  accounts.map((one) => [
    one.customer,
    one.name,
    one.stage.action,
    one.stage.at,
    one.next?.action ?? null,
    one.next?.at ?? null,
    one.daysOverdue,
    one.owed,
    one.overdue,
    one.currency,
    one.suspendedSince,
  ]);
