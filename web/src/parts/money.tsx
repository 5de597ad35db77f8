import type { DecimalText } from "../format/decimal-text.ts";
import { formatAmount } from "../format/format-money.ts";
import styles from "./money.module.css";

/** An amount with its currency code in a quieter tone. The text read out and copied is `1,234.50 USD`. */
export function Money({ amount, currency }: { amount: DecimalText; currency: string | null }) {
  return (
    <span className={styles.money}>
      {formatAmount(amount, currency)}
      {currency !== null && <span className={styles.currency}>{`\u00a0${currency}`}</span>}
    </span>
  );
}
