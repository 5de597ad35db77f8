import type { Invoice } from "../../../api/invoices.ts";
import { isZero } from "../../../format/decimal-text.ts";
import type { ChangePreview } from "../../api/changes.ts";
import { useLanguage } from "../../language/language.tsx";
import { InvoiceLines, InvoiceTotals } from "../../parts/invoice-lines.tsx";
import styles from "./plan.module.css";

/** What the next invoices would say with a change, line by line, beside what they would say without it. */
export function PreviewView({ preview }: { preview: ChangePreview }) {
  const { say, money, day } = useLanguage();
  const { totals, currency } = preview;
  const title = (document: Invoice): string =>
    say(document.kind === "credit-note" ? "preview.credit-note" : "preview.invoice", {
      day: day(document.issuedAt),
    });
  const sum = (documents: readonly Invoice[], total: string): string =>
    documents.length === 0 ? say("preview.none") : money(total, currency);
  return (
    <section className={styles.preview} aria-label={say("preview.title")}>
      <dl className={styles.compare}>
        <div>
          <dt>{say("preview.without")}</dt>
          <dd>{sum(preview.without, totals.without)}</dd>
        </div>
        <div>
          <dt>{say("preview.with")}</dt>
          <dd>{sum(preview.with, totals.with)}</dd>
        </div>
        <div>
          <dt>{say("preview.difference")}</dt>
          <dd>
            {isZero(totals.difference) ? say("preview.same") : money(totals.difference, currency)}
          </dd>
        </div>
      </dl>
      {preview.with.length === 0 ? (
        <h3>{say("preview.no-invoice")}</h3>
      ) : (
        preview.with.map((document) => (
          <div key={document.id}>
            <h3>{title(document)}</h3>
            <InvoiceLines lines={document.lines} currency={document.currency} />
            <InvoiceTotals invoice={document} />
          </div>
        ))
      )}
    </section>
  );
}
