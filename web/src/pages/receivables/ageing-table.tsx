import { Link } from "@tanstack/react-router";
import type { AgedAmounts, Ageing } from "../../api/ledger.ts";
import { isZero } from "../../format/decimal-text.ts";
import { formatAmount } from "../../format/format-money.ts";
import { Money } from "../../parts/money.tsx";
import { type Column, RecordTable } from "../../parts/record-table.tsx";

type Row = Ageing["customers"][number];

const buckets: readonly { readonly key: keyof AgedAmounts; readonly header: string }[] = [
  { key: "notDue", header: "Not due" },
  { key: "days1to30", header: "1–30 days" },
  { key: "days31to60", header: "31–60 days" },
  { key: "days61to90", header: "61–90 days" },
  { key: "over90", header: "Over 90 days" },
];

/** What each customer owes in columns of age; the last row adds them up where all is in one currency. */
export function AgeingTable({ ageing }: { ageing: Ageing }) {
  const [only, ...others] = ageing.totals;
  const total = others.length === 0 ? only : undefined;
  const columns: readonly Column<Row>[] = [
    {
      key: "customer",
      header: "Customer",
      narrow: "title",
      cell: ({ customer, name }) => (
        <Link to="/customers/$customerId" params={{ customerId: customer }}>
          {name}
        </Link>
      ),
      ...(total === undefined ? {} : { foot: "Total" }),
    },
    ...buckets.map(({ key, header }) => ({
      key,
      header,
      figure: true,
      narrow: "named" as const,
      cell: ({ amounts, currency }: Row) =>
        isZero(amounts[key]) ? null : formatAmount(amounts[key], currency),
      ...(total === undefined
        ? {}
        : {
            foot: isZero(total.amounts[key])
              ? null
              : formatAmount(total.amounts[key], total.currency),
          }),
    })),
    {
      key: "total",
      header: "Total",
      figure: true,
      narrow: "figure",
      cell: ({ amounts, currency }) => <Money amount={amounts.total} currency={currency} />,
      ...(total === undefined
        ? {}
        : { foot: <Money amount={total.amounts.total} currency={total.currency} /> }),
    },
  ];
  return (
    <RecordTable
      caption="What each customer owes, by age"
      columns={columns}
      rows={ageing.customers}
      rowKey={({ customer, currency }) => `${customer} ${currency}`}
      dense
    />
  );
}
