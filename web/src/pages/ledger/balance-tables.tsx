import { Link } from "@tanstack/react-router";
import type { BalanceRow, TrialBalance } from "../../api/ledger.ts";
import type { CsvRow } from "../../format/csv-text.ts";
import { isZero } from "../../format/decimal-text.ts";
import { formatDay } from "../../format/format-date.ts";
import { formatAmount } from "../../format/format-money.ts";
import { CsvButton } from "../../parts/csv-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";

/** The trial balance, a table for each currency; both sides of its last row are equal. */
export function BalanceTables({ balance }: { balance: TrialBalance }) {
  if (balance.totals.length === 0) {
    return (
      <Panel title="Trial balance">
        <EmptyState next={<Link to="/ledger/by-hand">Write an entry by hand</Link>}>
          Nothing was posted by then. Every invoice, payment and credit posts by itself.
        </EmptyState>
      </Panel>
    );
  }
  return balance.totals.map((total) => (
    <Panel
      key={total.currency}
      title={balance.totals.length === 1 ? "Trial balance" : `Trial balance, ${total.currency}`}
      intro={finality(balance)}
      flush
      aside={
        <CsvButton
          name={`trial-balance-${balance.asOf ?? "all"}-${total.currency}`}
          header={balanceHeader}
          rows={() => balanceRows(balance, total.currency)}
        />
      }
    >
      <RecordTable
        csv={false}
        caption={`Trial balance in ${total.currency}`}
        columns={columnsOf(balance, total)}
        rows={balance.rows.filter(({ currency }) => currency === total.currency)}
        rowKey={({ account }) => account}
      />
    </Panel>
  ));
}

const balanceHeader: CsvRow = [
  "code",
  "account",
  "title",
  "type",
  "currency",
  "debits",
  "credits",
  "balance",
];

const balanceRows = ({ rows }: TrialBalance, of: string): readonly CsvRow[] =>
  rows
    .filter(({ currency }) => currency === of)
    .map(({ code, account, title, type, currency, debits, credits, balance }) => [
      code,
      account,
      title,
      type,
      currency,
      debits,
      credits,
      balance,
    ]);

function finality({ asOf, final }: TrialBalance): string {
  if (asOf === null) return "Of every entry posted so far.";
  const day = formatDay(`${asOf}T00:00:00Z`);
  return final
    ? `At the end of ${day}. Its month is closed, so this will not change.`
    : `At the end of ${day}. Its month is open, so this may change.`;
}

function columnsOf(
  { asOf }: TrialBalance,
  total: TrialBalance["totals"][number],
): readonly Column<BalanceRow>[] {
  const { currency } = total;
  const side = (amount: string, credit: boolean): string | null => {
    if (isZero(amount)) return credit ? null : formatAmount(amount, currency);
    const isCredit = amount.startsWith("-");
    if (isCredit !== credit) return null;
    return formatAmount(isCredit ? amount.slice(1) : amount, currency);
  };
  return [
    { key: "code", header: "Code", narrow: "none", cell: ({ code }) => code },
    {
      key: "account",
      header: "Account",
      narrow: "title",
      cell: ({ account, title }) => (
        <Link to="/ledger/entries" search={{ account, ...(asOf === null ? {} : { to: asOf }) }}>
          {title}
        </Link>
      ),
      foot: "Total",
    },
    {
      key: "debit",
      header: `Debit ${currency}`,
      figure: true,
      narrow: "named",
      cell: ({ balance }) => side(balance, false),
      foot: formatAmount(total.debitBalances, currency),
    },
    {
      key: "credit",
      header: `Credit ${currency}`,
      figure: true,
      narrow: "named",
      cell: ({ balance }) => side(balance, true),
      foot: formatAmount(total.creditBalances, currency),
    },
  ];
}
