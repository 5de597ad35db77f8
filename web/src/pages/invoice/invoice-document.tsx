import type { Invoice } from "../../api/invoices.ts";
import { formatAmount } from "../../format/format-money.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import styles from "./invoice-document.module.css";
import { InvoiceHead } from "./invoice-head.tsx";
import { InvoiceLineItem } from "./invoice-line.tsx";
import { InvoiceTotals } from "./invoice-totals.tsx";
import { groupLines } from "./line-groups.ts";
import { useParties } from "./queries.ts";

interface Properties {
  readonly invoice: Invoice;
  readonly open: ReadonlySet<string>;
  readonly onToggle: (line: string) => void;
}

/** The invoice on its sheet: head, lines by subscription, totals, notes. It is what is printed. */
export function InvoiceDocument({ invoice, open, onToggle }: Properties) {
  const { issuer, customer, zone } = useParties(invoice.model, invoice.customer);
  const groups = groupLines(invoice.lines, customer?.subscriptions ?? []);
  return (
    <article aria-label="Invoice document" className={styles.sheet}>
      <InvoiceHead invoice={invoice} issuer={issuer} customer={customer} zone={zone} />
      {groups.length === 0 ? (
        <EmptyState next={null}>
          This invoice has no lines: nothing was due in its period.
        </EmptyState>
      ) : (
        <div className={styles.columns} aria-hidden="true">
          <span>Description</span>
          <span>Quantity</span>
          <span>Amount</span>
        </div>
      )}
      {groups.map((group) => (
        <div key={group.key} className={styles.group}>
          <h2 className={styles.title}>
            <span>{group.title}</span>
            {group.detail !== undefined && <span className={styles.detail}>{group.detail}</span>}
            {groups.length > 1 && (
              <span className={styles.amount}>
                <span className="visually-hidden">Sum </span>
                {formatAmount(group.amount, invoice.currency)}
              </span>
            )}
          </h2>
          <ol>
            {group.lines.map((line) => (
              <InvoiceLineItem
                key={line.id}
                line={line}
                customer={invoice.customer}
                currency={invoice.currency}
                zone={zone}
                open={open.has(line.id)}
                onToggle={() => onToggle(line.id)}
              />
            ))}
          </ol>
        </div>
      ))}
      <InvoiceTotals invoice={invoice} />
      <p className={styles.foot}>
        Priced by <code>{invoice.model}</code>. Periods are days in {zone}.
      </p>
    </article>
  );
}
