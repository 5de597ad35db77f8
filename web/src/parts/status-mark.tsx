import type { InvoiceStatus } from "../api/invoices.ts";
import styles from "./status-mark.module.css";

const words: Readonly<Record<InvoiceStatus, string>> = { draft: "Draft", final: "Final" };

/** The status of an invoice: its word, and a mark that differs in form and not only in colour. */
export function StatusMark({ status }: { status: InvoiceStatus }) {
  return (
    <span className={styles.status} data-status={status}>
      {words[status]}
    </span>
  );
}
