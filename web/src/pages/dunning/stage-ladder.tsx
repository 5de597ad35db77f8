import { Link } from "@tanstack/react-router";
import type { DunningStage } from "../../api/accounts.ts";
import { percentOf, sumDecimals } from "../../format/decimal-text.ts";
import { formatPrice } from "../../format/format-money.ts";
import { formatCount, formatQuantity } from "../../format/format-quantity.ts";
import { toGeometry } from "../../format/geometry.ts";
import { Money } from "../../parts/money.tsx";
import { stepTitle } from "../customer/moment-words.ts";
import styles from "./dunning.module.css";

interface Properties {
  readonly stages: readonly DunningStage[];
  readonly currency: string | null;
  readonly chosen: number | undefined;
}

/** The steps of the policy in their order, with who stands on each; choosing one narrows the list, choosing it again widens it. */
export function StageLadder({ stages, currency, chosen }: Properties) {
  const whole = sumDecimals(stages.map(({ overdue }) => overdue));
  return (
    <ol className={styles.ladder}>
      {stages.map(({ afterDueDays, action, accounts, overdue, fee }) => (
        <li
          key={afterDueDays}
          className={styles.stage}
          data-chosen={chosen === afterDueDays}
          data-empty={accounts === 0}
        >
          <span className={styles.when}>{dayWords(afterDueDays)}</span>
          <Link
            to="/dunning"
            search={chosen === afterDueDays ? {} : { step: String(afterDueDays) }}
            className={styles.link}
            aria-current={chosen === afterDueDays ? "true" : undefined}
          >
            {stepTitle(action)}
          </Link>
          <span className={styles.count}>{formatQuantity(accounts)}</span>
          <span className={styles.amount}>
            <Money amount={overdue} currency={currency} />
          </span>
          {fee !== null && <span className={styles.when}>fee {formatPrice(fee)}</span>}
          <span aria-hidden className={styles.bar}>
            <span
              className={styles.fill}
              style={{ width: `${toGeometry(percentOf(overdue, whole) ?? "0")}%` }}
            />
          </span>
        </li>
      ))}
    </ol>
  );
}

/** When a step is taken, by the due day. */
function dayWords(days: number): string {
  if (days === 0) return "On the due day";
  return days < 0
    ? `${formatCount(-days, "day")} before it is due`
    : `${formatCount(days, "day")} overdue`;
}
