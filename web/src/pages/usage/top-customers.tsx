import { Link } from "@tanstack/react-router";
import type { CustomerUsage, Meter } from "../../api/usage.ts";
import { formatCount, formatQuantity } from "../../format/format-quantity.ts";
import { toGeometry } from "../../format/geometry.ts";
import type { DayRange } from "../../parts/day-range.ts";
import styles from "./top-customers.module.css";

interface Properties {
  readonly meter: Meter;
  readonly days: DayRange;
  readonly customers: readonly CustomerUsage[];
}

/** The customers with most usage of a meter, longest bar first; each narrows the page to that customer. */
export function TopCustomers({ meter, days, customers }: Properties) {
  const longest = Math.max(1e-9, ...customers.map(({ quantity }) => toGeometry(quantity)));
  return (
    <ol className={styles.list}>
      {customers.map(({ customer, customerName, quantity, events }) => (
        <li key={customer}>
          <Link
            to="/usage"
            search={(old) => ({ ...old, meter: meter.id, customer, ...days })}
            className={styles.row}
          >
            <span className={styles.name}>{customerName}</span>
            <span className={styles.quantity} title={formatCount(events, "event")}>
              {formatQuantity(quantity)}
              <span className="visually-hidden"> {meter.unit}</span>
            </span>
            <span
              className={styles.bar}
              style={{ width: `${(toGeometry(quantity) / longest) * 100}%` }}
            />
          </Link>
        </li>
      ))}
    </ol>
  );
}
