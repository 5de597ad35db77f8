import { Link } from "@tanstack/react-router";
import type { Customer } from "../../api/customers.ts";
import type { Invoice, Party } from "../../api/invoices.ts";
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

const titleOf = ({ kind, status }: Invoice): string => {
  const name = kind === "credit-note" ? "Credit note" : "Invoice";
  return status === "draft" ? `Draft ${name.toLowerCase()}` : name;
};

/** Address, VAT number and email of a party, as the document says them. */
function PartyLines({ party }: { party: Party | undefined }) {
  if (party === undefined) return null;
  const { address, vatNumber, email } = party;
  const town = [address?.postalCode, address?.city].filter(Boolean).join(" ");
  const place = [town, address?.region, address?.country].filter(Boolean).join(", ");
  const lines = [address?.line1, address?.line2, place, vatNumber, email];
  return lines
    .filter((line) => line !== undefined && line !== "")
    .map((line) => <p key={line}>{line}</p>);
}

/** Who bills whom, under which number, how much, and by when. */
export function InvoiceHead({ invoice, issuer, customer, zone }: Properties) {
  const day = (instant: string) => <time dateTime={instant}>{formatDay(instant, zone)}</time>;
  const isDraft = invoice.status === "draft";
  return (
    <header className={styles.head}>
      <p className={styles.kind}>{titleOf(invoice)}</p>
      <div className={styles.middle}>
        <div className={styles.party}>
          <p className={styles.label}>From</p>
          <p className={styles.name}>{invoice.seller?.name ?? issuer ?? invoice.model}</p>
          <PartyLines party={invoice.seller} />
        </div>
        <div className={styles.party}>
          <p className={styles.label}>Billed to</p>
          <p className={styles.name}>
            <Link to="/customers/$customerId" params={{ customerId: invoice.customer }}>
              {invoice.customerName}
            </Link>
          </p>
          <p>{invoice.customer}</p>
          {invoice.buyer === undefined ? (
            customer?.email != null && <p>{customer.email}</p>
          ) : (
            <PartyLines party={invoice.buyer} />
          )}
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
