import type { ReactNode } from "react";
import type { Quota } from "../api/entitlements.ts";
import { isZero, negated, sumDecimals } from "../format/decimal-text.ts";
import { formatQuantity, unitFor } from "../format/format-quantity.ts";
import { overageWords, resetWords, windowWords } from "./entitlement-words.ts";
import { type Fact, Facts } from "./facts.tsx";
import styles from "./quota-list.module.css";
import { QuotaMeter } from "./quota-meter.tsx";

interface Properties {
  readonly quotas: readonly Quota[];
  readonly zone: string;
  /** Names of meters by id. */
  readonly meters: ReadonlyMap<string, string>;
  /** What stands beneath a quota besides; nothing where absent, and then its terms are left out too. */
  readonly sources?: (quota: Quota) => ReactNode;
}

/** Quotas with their meters, and on request with all their terms. */
export function QuotaList({ quotas, zone, meters, sources }: Properties) {
  return (
    <ul className={styles.list} aria-label="Quotas">
      {quotas.map((quota) => (
        <li key={quota.id} className={styles.quota}>
          <p className={styles.head}>
            <span className={styles.name}>
              {meters.get(quota.meter) ?? quota.meter}{" "}
              <span className={styles.quiet}>in {windowWords(quota.per)}</span>
            </span>
            <span className={styles.left} data-tone={isUsedUp(quota) ? "attention" : "plain"}>
              {leftWords(quota)}
            </span>
          </p>
          <QuotaMeter quota={quota} />
          {sources === undefined ? (
            <p className={styles.quiet}>
              {overageWords(quota)}
              {quota.resetsAt !== null && `, from zero again on ${resetWords(quota, zone)}`}
            </p>
          ) : (
            <Facts facts={factsOf(quota, zone, sources(quota))} />
          )}
        </li>
      ))}
    </ul>
  );
}

const isUsedUp = ({ remaining, overage }: Quota): boolean =>
  remaining !== null && isZero(remaining) && overage === "block";

function leftWords({ remaining, overage, used, allowance, unit }: Quota): string {
  if (remaining === null || allowance === null) return "";
  if (!isZero(remaining)) return `${formatQuantity(remaining)} ${unitFor(remaining, unit)} left`;
  const past = sumDecimals([used, negated(allowance)]);
  const isPast = !past.startsWith("-") && !isZero(past);
  if (!isPast) return "Nothing left";
  return `${formatQuantity(past)} ${overage === "bill" ? "past it, billed" : "past it"}`;
}

function factsOf(quota: Quota, zone: string, sources: ReactNode): readonly Fact[] {
  const { id, limit, allowance, grace, overage } = quota;
  const over =
    limit === null || allowance === null ? "0" : sumDecimals([allowance, negated(limit)]);
  return [
    { name: "Quota", value: <code>{id}</code> },
    { name: "Limit", value: limit === null ? "Unlimited" : formatQuantity(limit) },
    { name: "Left over before", value: isZero(over) ? null : formatQuantity(over) },
    {
      name: "Grace",
      value: overage === "block" && !isZero(grace) ? formatQuantity(grace) : null,
    },
    { name: "Past it", value: limit === null ? null : overageWords(quota) },
    { name: "From zero again", value: resetWords(quota, zone) },
    { name: "From", value: sources },
  ];
}
