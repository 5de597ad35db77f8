import { Link } from "@tanstack/react-router";
import type { Customer } from "../../api/customers.ts";
import type { Invoice } from "../../api/invoices.ts";
import { formatDay } from "../../format/format-date.ts";
import { Money } from "../../parts/money.tsx";
import { StatusMark } from "../../parts/status-mark.tsx";
import styles from "./invoice-head.module.css";

interface Properties {
  readonly invoice: Invoice;
  /** The seller's name; undefined until it is read. */
  readonly issuer: string | undefined;
  readonly customer: Customer | undefined;
  readonly zone: string;
}

/** Who bills whom, under which number, how much, and by when. */
export function InvoiceHead({ invoice, issuer, customer, zone }: Properties) {
  const day = (instant: string) => <time dateTime={instant}>{formatDay(instant, zone)}</time>;
  const isDraft = invoice.status === "draft";
  return (
    <header className={styles.head}>
      <p className={styles.kind}>{isDraft ? "Draft invoice" : "Invoice"}</p>
      <div className={styles.middle}>
        <div className={styles.party}>
          <p className={styles.label}>From</p>
          <p className={styles.name}>{issuer ?? invoice.model}</p>
        </div>
        <div className={styles.party}>
          <p className={styles.label}>Billed to</p>
          <p className={styles.name}>
            <Link to="/customers/$customerId" params={{ customerId: invoice.customer }}>
              {invoice.customerName}
            </Link>
          </p>
          <p>{invoice.customer}</p>
          {customer?.country != null && <p>{customer.country}</p>}
          {customer?.email != null && <p>{customer.email}</p>}
        </div>
        <dl className={styles.dates}>
          <div>
            <dt>Number</dt>
            <dd>{invoice.number ?? "Given when final"}</dd>
          </div>
          <div>
            <dt>Status</dt>
            <dd>
              <StatusMark status={invoice.status} />
            </dd>
          </div>
          <div>
            <dt>Issued</dt>
            <dd>
              {isDraft && "expected "}
              {day(invoice.issuedAt)}
            </dd>
          </div>
          <div>
            <dt>Due</dt>
            <dd>
              {isDraft && "expected "}
              {day(invoice.dueAt)}
            </dd>
          </div>
        </dl>
      </div>
      <p className={styles.total}>
        <Money amount={invoice.total} currency={invoice.currency} />
        <span className={styles.due}>{isDraft ? " so far" : <> due {day(invoice.dueAt)}</>}</span>
      </p>
    </header>
  );
}
