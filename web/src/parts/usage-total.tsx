import type { Usage } from "../api/usage.ts";
import { formatCount, formatQuantity, unitFor } from "../format/format-quantity.ts";
import styles from "./usage-total.module.css";

interface Properties {
  readonly usage: Usage;
  readonly aggregation: string;
}

/** How a meter that does not add up reads a range. */
const readings: Readonly<Record<string, string>> = {
  max: "the highest value",
  min: "the lowest value",
  latest: "the latest value",
  unique: "each counted once",
  percentile: "the percentile of all values",
};

/** What a meter reads over a range, to go on a sentence with; nothing where it is not known. */
export const overAll = ({ total }: Usage): string =>
  total === null ? "" : `, ${formatQuantity(total)} over all of them`;

/** What a meter reads over a range, in what way, and the events behind it. */
export function UsageTotal({ usage, aggregation }: Properties) {
  const reading = readings[aggregation];
  const ofAll = usage.customer === null ? ", summed over customers" : "";
  if (usage.total === null) return null;
  return (
    <span className={styles.total}>
      <span className={styles.quantity}>
        {formatQuantity(usage.total)} {unitFor(usage.total, usage.unit)}
      </span>
      <span className={styles.events}>
        {reading !== undefined && `${reading}${ofAll}, of `}
        {formatCount(usage.events, "event")}
      </span>
    </span>
  );
}
