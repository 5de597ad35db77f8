import type { CreditGrant } from "../../api/credits.ts";
import { isZero, percentOf } from "../../format/decimal-text.ts";
import { formatAmount } from "../../format/format-money.ts";
import { toGeometry } from "../../format/geometry.ts";
import styles from "./credits-panel.module.css";

/** What became of a grant as a bar: used, lost, left; the words say it too. */
export function BurnDown({ grant, currency }: { grant: CreditGrant; currency: string | null }) {
  const { amount, burned, expired, voided } = grant;
  const parts = [
    { kind: "burned", of: burned, words: "used" },
    { kind: "expired", of: expired, words: "expired" },
    { kind: "voided", of: voided, words: "taken back" },
  ].filter(({ of }) => !isZero(of));
  const words = [
    formatAmount(amount, currency),
    ...parts.map((part) => `${formatAmount(part.of, currency)} ${part.words}`),
  ].join(", ");
  return (
    <span className={styles.burn}>
      <span aria-hidden className={styles.track}>
        {parts.map(({ kind, of }) => (
          <span
            key={kind}
            data-kind={kind}
            className={styles.part}
            style={{ width: `${toGeometry(percentOf(of, amount) ?? "0")}%` }}
          />
        ))}
      </span>
      <span className={styles.words}>{words}</span>
    </span>
  );
}
