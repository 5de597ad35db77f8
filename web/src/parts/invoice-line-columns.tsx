import type { InvoiceLine } from "../api/invoices.ts";
import { formatPeriod } from "../format/format-date.ts";
import { formatQuantity, unitFor } from "../format/format-quantity.ts";
import { Money } from "./money.tsx";
import type { Column } from "./record-table.tsx";

/** A line of an invoice with the currency that its amount is in. */
export type MoneyLine = InvoiceLine & { readonly currency: string };

interface Choices {
  /** Whose days its periods are told in; UTC where absent. */
  readonly zone?: string;
  /** What stands below the lines: none where absent. */
  readonly total?: { readonly label: string; readonly amount: string; readonly currency: string };
}

/** The columns of lines of an invoice in a panel: what, for when, how much, and what it costs. */
export const invoiceLineColumns = ({ zone, total }: Choices): readonly Column<MoneyLine>[] => [
  {
    key: "description",
    header: "Line",
    narrow: "title",
    cell: ({ description }) => description,
    foot: total?.label,
  },
  {
    key: "period",
    header: "Period",
    narrow: "wide",
    cell: ({ period }) => (period === null ? null : formatPeriod(period.from, period.to, zone)),
  },
  {
    key: "quantity",
    header: "Quantity",
    figure: true,
    cell: ({ quantity, unit }) =>
      `${formatQuantity(quantity)}${unit === undefined ? "" : ` ${unitFor(quantity, unit)}`}`,
  },
  {
    key: "amount",
    header: "Amount",
    figure: true,
    narrow: "figure",
    cell: ({ amount, currency }) => <Money amount={amount} currency={currency} />,
    foot: total && <Money amount={total.amount} currency={total.currency} />,
  },
];
