import { Link } from "@tanstack/react-router";
import type { ForeignCurrency } from "../../api/foreign-currency.ts";
import { formatAmount } from "../../format/format-money.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";

type Balance = ForeignCurrency["balances"][number];

/** Every account in the currency of the books. */
export function BalanceTable({ report }: { report: ForeignCurrency }) {
  const { balances, currency, asOf } = report;
  if (balances.length === 0)
    return <EmptyState next={"Choose a later day above."}>Nothing was posted by then.</EmptyState>;
  const side = (amount: string, credit: boolean) => {
    const isCredit = amount.startsWith("-");
    if (isCredit !== credit) return null;
    return formatAmount(isCredit ? amount.slice(1) : amount, currency);
  };
  const columns: readonly Column<Balance>[] = [
    { key: "code", header: "Code", narrow: "none", cell: ({ code }) => code },
    {
      key: "account",
      header: "Account",
      narrow: "title",
      cell: ({ account, title }) => (
        <Link to="/ledger/entries" search={{ account, to: asOf }}>
          {title}
        </Link>
      ),
    },
    {
      key: "debit",
      header: `Debit ${currency}`,
      figure: true,
      narrow: "named",
      cell: ({ balance }) => side(balance, false),
    },
    {
      key: "credit",
      header: `Credit ${currency}`,
      figure: true,
      narrow: "named",
      cell: ({ balance }) => side(balance, true),
    },
  ];
  return (
    <RecordTable
      caption={`All balances in ${currency}`}
      columns={columns}
      rows={balances}
      rowKey={({ account }) => account}
    />
  );
}
