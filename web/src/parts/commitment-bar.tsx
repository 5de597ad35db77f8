import type { CommitmentPeriod, Contract } from "../api/contracts.ts";
import { percentOf } from "../format/decimal-text.ts";
import { formatPeriod } from "../format/format-date.ts";
import { formatAmount } from "../format/format-money.ts";
import { toGeometry } from "../format/geometry.ts";
import styles from "./commitment-bar.module.css";

/** What is committed in a period, what of it is spent, and in which currency. */
export function commitmentOf(
  { committed, spent }: CommitmentPeriod,
  commitment: Contract["commitment"],
) {
  const [amount = "0", currency = null] = (commitment?.amount ?? "").split(" ");
  const whole = committed ?? amount;
  return { whole, spent, currency, share: percentOf(spent, whole) ?? "0" };
}

interface Properties {
  readonly period: CommitmentPeriod;
  readonly commitment: Contract["commitment"];
  readonly zone: string;
}

/** What of a period's commitment is spent, as a bar and in words. */
export function CommitmentBar({ period, commitment, zone }: Properties) {
  const { whole, spent, currency, share } = commitmentOf(period, commitment);
  const { from, to, billed, carried } = period;
  return (
    <div className={styles.period}>
      <span className={styles.row}>
        <span className={styles.quiet}>{formatPeriod(from, to, zone)}</span>
        <span>
          <strong>{formatAmount(spent, currency)}</strong> of {formatAmount(whole, currency)}{" "}
          {currency} spent, {share}%
          {billed !== null && `; ${formatAmount(billed, currency)} billed for the rest`}
          {carried !== null &&
            toGeometry(carried) > 0 &&
            `; ${formatAmount(carried, currency)} carried over`}
        </span>
      </span>
      <CommitmentTrack share={share} />
    </div>
  );
}

/** A share as a bar; what it says stands beside it in words. */
export const CommitmentTrack = ({ share }: { share: string }) => (
  <span aria-hidden className={styles.track}>
    <span className={styles.fill} style={{ width: `${Math.min(100, toGeometry(share))}%` }} />
  </span>
);
