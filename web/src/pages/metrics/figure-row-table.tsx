import { Link } from "@tanstack/react-router";
import type { FigureRow } from "../../api/metrics.ts";
import { groupDecimal } from "../../format/decimal-text.ts";
import { formatDay, formatMonth } from "../../format/format-date.ts";
import { formatAmount } from "../../format/format-money.ts";
import { type Column, RecordTable } from "../../parts/record-table.tsx";

interface Properties {
  readonly rows: readonly FigureRow[];
  readonly isMoney: boolean;
  readonly currency: string;
}

/** The rows behind a term, exact: who, of what, when and why. */
export function FigureRowTable({ rows, isMoney, currency }: Properties) {
  const amountOf = (text: string): string =>
    isMoney ? formatAmount(text, currency) : groupDecimal(text);
  const columns: readonly Column<FigureRow>[] = [
    { key: "who", header: "Customer", narrow: "title", cell: (row) => <Who row={row} /> },
    { key: "of", header: "Of", narrow: "wide", cell: ofWhat },
    { key: "when", header: "When and why", narrow: "detail", cell: whenAndWhy },
    {
      key: "amount",
      header: isMoney ? `Amount ${currency}` : "Counts",
      figure: true,
      narrow: "figure",
      cell: ({ amount }) => amountOf(amount),
    },
    {
      key: "left",
      header: "Left now",
      figure: true,
      narrow: "named",
      cell: ({ cells }) => (cells === undefined ? null : amountOf(cells.at(-1) ?? "0")),
    },
  ];
  const isCohort = rows.some(({ cells }) => cells !== undefined);
  return (
    <RecordTable
      caption="The rows behind this figure"
      columns={columns.filter(({ key }) =>
        isCohort ? !["of", "when"].includes(key) : key !== "left",
      )}
      rows={rows.map((row, index) => ({ ...row, key: `${String(index)}` }))}
      rowKey={(row) => ("key" in row ? String(row.key) : "")}
      dense
    />
  );
}

function Who({ row: { customer, stream, month } }: { row: FigureRow }) {
  if (customer === undefined) return stream ?? (month === undefined ? "All" : formatMonth(month));
  return (
    <Link to="/customers/$customerId" params={{ customerId: customer }}>
      {customer}
    </Link>
  );
}

function ofWhat({ plan, stream, invoice, customer, segment }: FigureRow): string | null {
  const parts = [plan, customer === undefined ? undefined : stream, segment, invoice];
  const said = parts.filter((part) => part !== undefined && part !== "");
  return said.length === 0 ? null : said.join(" · ");
}

function whenAndWhy({ at, cause, month, customer }: FigureRow): string | null {
  const parts = [
    at === undefined ? undefined : formatDay(at),
    customer === undefined || month === undefined ? undefined : formatMonth(month, "short"),
    cause,
  ];
  const said = parts.filter((part) => part !== undefined);
  return said.length === 0 ? null : said.join(", ");
}
