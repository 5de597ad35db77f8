import type { Invoice } from "../../api/invoices.ts";
import { isZero } from "../../format/decimal-text.ts";
import { formatAmount } from "../../format/format-money.ts";
import { Money } from "../../parts/money.tsx";
import styles from "./invoice-totals.module.css";

/** How the lines come to the total, each part as the document states it. */
export function InvoiceTotals({ invoice }: { invoice: Invoice }) {
  const amount = (text: string) => formatAmount(text, invoice.currency);
  const discount = invoice.discount.replace(/^-/, "");
  return (
    <dl className={styles.totals}>
      <div>
        <dt>Subtotal</dt>
        <dd>{amount(invoice.subtotal)}</dd>
      </div>
      {!isZero(discount) && (
        <div>
          <dt>Discounts</dt>
          <dd>{amount(`-${discount}`)}</dd>
        </div>
      )}
      <div>
        <dt>Tax</dt>
        <dd>{isZero(invoice.tax) ? "Not calculated" : amount(invoice.tax)}</dd>
      </div>
      <div className={styles.total}>
        <dt>Total</dt>
        <dd>
          <Money amount={invoice.total} currency={invoice.currency} />
        </dd>
      </div>
    </dl>
  );
}
