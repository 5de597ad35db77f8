import { Link } from "@tanstack/react-router";
import type { CorrectedCharge, CorrectionPreview } from "../../api/events.ts";
import { formatPeriod } from "../../format/format-date.ts";
import styles from "./event.module.css";

/** Which charges a correction would change, and the invoices that have them. */
export function CorrectionEffects({ touches, isLate }: CorrectionPreview) {
  if (isLate)
    return (
      <p className={styles.effects}>
        No invoice looks back to this use any more: what was billed stays. Put it right by hand,
        with a credit note or a sale.
      </p>
    );
  if (touches.length === 0)
    return <p className={styles.effects}>No invoice changes: no charge bills it, then or now.</p>;
  return (
    <ul className={styles.effects} aria-label="What that changes">
      {touches.map((touch) => (
        <li key={`${touch.effect} ${touch.line}`}>
          {touch.effect === "leaves" ? "No longer in" : "Then in"} <code>{touch.charge}</code> of{" "}
          <code>{touch.subscription}</code>, {formatPeriod(touch.from, touch.to)}.{" "}
          <Consequence touch={touch} />
        </li>
      ))}
    </ul>
  );
}

function Consequence({ touch: { invoice, line } }: { touch: CorrectedCharge }) {
  if (invoice === null) return "Its invoice is to come.";
  return (
    <>
      <Link to="/invoices/$invoiceId" params={{ invoiceId: invoice.id }} search={{ line }}>
        {invoice.number}
      </Link>{" "}
      is final: a later invoice has the difference, where one looks back that far.
    </>
  );
}
