import type { Invoice } from "../../api/invoices.ts";
import { isZero, negated } from "../../format/decimal-text.ts";
import { formatAmount } from "../../format/format-money.ts";
import { Money } from "../../parts/money.tsx";
import styles from "./invoice-totals.module.css";

/** How the lines come to the total, each part as the document states it. */
export function InvoiceTotals({ invoice }: { invoice: Invoice }) {
  const amount = (text: string) => formatAmount(text, invoice.currency);
  return (
    <dl className={styles.totals}>
      <div>
        <dt>Subtotal</dt>
        <dd>{amount(invoice.subtotal)}</dd>
      </div>
      {!isZero(invoice.discount) && (
        <div>
          <dt>Discounts</dt>
          <dd>{amount(negated(invoice.discount))}</dd>
        </div>
      )}
      <TaxRows invoice={invoice} />
      <div className={styles.total}>
        <dt>Total</dt>
        <dd>
          <Money amount={invoice.total} currency={invoice.currency} />
        </dd>
      </div>
      {invoice.prepaid !== undefined && (
        <div>
          <dt>Paid by credits</dt>
          <dd>{amount(negated(invoice.prepaid))}</dd>
        </div>
      )}
      {invoice.due !== undefined && (
        <div>
          <dt>To pay</dt>
          <dd>{amount(invoice.due)}</dd>
        </div>
      )}
    </dl>
  );
}

/** The tax at each rate, with the reason where there is none; a model without tax rules calculates none. */
function TaxRows({ invoice }: { invoice: Invoice }) {
  if (invoice.taxes === undefined)
    return (
      <div>
        <dt>Tax</dt>
        <dd>
          {isZero(invoice.tax) ? "Not calculated" : formatAmount(invoice.tax, invoice.currency)}
        </dd>
      </div>
    );
  return invoice.taxes.map(({ category, jurisdiction, name, rate, amount, reason }) => (
    <div key={`${category} ${jurisdiction} ${rate}`}>
      <dt>
        {name} {rate}%{reason !== undefined && `: ${reason}`}
      </dt>
      <dd>{formatAmount(amount, invoice.currency)}</dd>
    </div>
  ));
}
