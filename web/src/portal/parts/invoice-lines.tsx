import type { Invoice, InvoiceLine } from "../../api/invoices.ts";
import { isZero, negated } from "../../format/decimal-text.ts";
import { useLanguage } from "../language/language.tsx";
import { type Column, DataTable } from "./data-table.tsx";
import styles from "./invoice-lines.module.css";

interface Properties {
  readonly lines: readonly InvoiceLine[];
  readonly currency: string;
}

/** The lines of an invoice: what, for when, how much of it, and what it comes to before tax. */
export function InvoiceLines({ lines, currency }: Properties) {
  const { say, period, money, units, quantity } = useLanguage();
  const columns: readonly Column<InvoiceLine>[] = [
    {
      key: "what",
      header: say("invoice.what"),
      narrow: "title",
      cell: (line) => (
        <>
          {line.description}
          {line.discounts.map((discount) => (
            <span key={discount.id} className={styles.discount}>
              {discount.label}: {money(negated(discount.amount), currency)}
            </span>
          ))}
        </>
      ),
    },
    {
      key: "period",
      header: say("invoice.period"),
      cell: (line) => (line.period === null ? null : period(line.period.from, line.period.to)),
    },
    {
      key: "quantity",
      header: say("invoice.quantity"),
      figure: true,
      cell: (line) =>
        line.unit === undefined ? quantity(line.quantity) : units(line.quantity, line.unit),
    },
    {
      key: "amount",
      header: say("invoice.amount"),
      figure: true,
      narrow: "figure",
      cell: ({ amount }) => money(amount, currency),
    },
  ];
  return (
    <DataTable
      caption={say("invoice.lines")}
      columns={columns}
      rows={lines}
      rowKey={({ id }) => id}
    />
  );
}

/** What the lines come to with tax, and what is left of it to pay. */
export function InvoiceTotals({ invoice }: { invoice: Invoice }) {
  const { say, money, percent } = useLanguage();
  const { currency, taxes, tax } = invoice;
  const amount = (text: string): string => money(text, currency);
  return (
    <dl className={styles.totals}>
      <div>
        <dt>{say("invoice.subtotal")}</dt>
        <dd>{amount(invoice.subtotal)}</dd>
      </div>
      {!isZero(invoice.discount) && (
        <div>
          <dt>{say("invoice.discount")}</dt>
          <dd>{amount(negated(invoice.discount))}</dd>
        </div>
      )}
      {taxes === undefined
        ? !isZero(tax) && (
            <div>
              <dt>{say("invoice.tax")}</dt>
              <dd>{amount(tax)}</dd>
            </div>
          )
        : taxes.map((one) => (
            <div key={`${one.category} ${one.rate} ${one.jurisdiction}`}>
              <dt>
                {one.name} {percent(one.rate.replace("%", ""))}
                {one.reason !== undefined && <small>{one.reason}</small>}
              </dt>
              <dd>{amount(one.amount)}</dd>
            </div>
          ))}
      <div className={styles.total}>
        <dt>{say("invoices.total")}</dt>
        <dd>{amount(invoice.total)}</dd>
      </div>
      {invoice.prepaid !== undefined && (
        <div>
          <dt>{say("invoice.prepaid")}</dt>
          <dd>{amount(negated(invoice.prepaid))}</dd>
        </div>
      )}
      {invoice.due !== undefined && (
        <div className={styles.total}>
          <dt>{say("invoice.to-pay")}</dt>
          <dd>{amount(invoice.due)}</dd>
        </div>
      )}
    </dl>
  );
}
