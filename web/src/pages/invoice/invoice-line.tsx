import { IconChevronDown } from "@tabler/icons-react";
import { useEffect, useId, useRef } from "react";
import type { InvoiceLine } from "../../api/invoices.ts";
import { formatPeriod } from "../../format/format-date.ts";
import { formatQuantity, unitFor } from "../../format/format-quantity.ts";
import { Money } from "../../parts/money.tsx";
import styles from "./invoice-line.module.css";
import { LineExplanation } from "./line-explanation.tsx";

interface Properties {
  readonly line: InvoiceLine;
  readonly customer: string;
  readonly currency: string;
  readonly zone: string;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** One line: what, how much of it, for how much. It opens the explanation of its amount beneath. */
export function InvoiceLineItem({ line, customer, currency, zone, open, onToggle }: Properties) {
  const region = useId();
  const item = useRef<HTMLLIElement>(null);
  const openOnArrival = useRef(open);
  useEffect(() => {
    if (openOnArrival.current) item.current?.scrollIntoView({ block: "center" });
  }, []);
  return (
    <li ref={item} className={styles.line} data-open={open}>
      <button
        type="button"
        className={styles.row}
        aria-expanded={open}
        aria-controls={region}
        onClick={onToggle}
      >
        <span className={styles.words}>
          <span className={styles.description}>{line.description}</span>
          {line.customer !== undefined && (
            <span className={styles.period}>
              {line.customer.name}
              {line.customer.reference !== undefined && ` (${line.customer.reference})`}
            </span>
          )}
          {line.period !== null && (
            <span className={styles.period}>
              {line.kind === "late-usage" && "Late usage of "}
              {formatPeriod(line.period.from, line.period.to, zone)}
            </span>
          )}
        </span>
        <span className={styles.quantity}>
          {formatQuantity(line.quantity)}
          {line.unit !== undefined && ` ${unitFor(line.quantity, line.unit)}`}
        </span>
        <span className={styles.amount}>
          <Money amount={line.amount} currency={currency} />
        </span>
        <IconChevronDown size={16} stroke={1.75} aria-hidden className={styles.chevron} />
      </button>
      <div id={region} hidden={!open}>
        {open && (
          <LineExplanation
            line={line}
            customer={line.customer?.id ?? customer}
            currency={currency}
          />
        )}
      </div>
    </li>
  );
}
