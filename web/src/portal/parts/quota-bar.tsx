import { toGeometry } from "../../format/geometry.ts";
import type { PortalQuota } from "../api/overview.ts";
import { useLanguage } from "../language/language.tsx";
import styles from "./quota-bar.module.css";

/** What is used of what may be used, in words and as a bar. */
export function QuotaBar({ quota }: { quota: PortalQuota }) {
  const { say, units, quantity, percent, minute } = useLanguage();
  const { used, allowance, unit, meterName, overage, resetsAt } = quota;
  const share = quota.percent === null ? 0 : toGeometry(quota.percent);
  const level = share >= 100 ? "full" : share >= 80 ? "near" : "calm";
  return (
    <div className={styles.quota}>
      <p className={styles.head}>
        <strong>{meterName}</strong>
        {quota.percent !== null && <span>{percent(quota.percent)}</span>}
      </p>
      {allowance !== null && (
        <span className={styles.track} aria-hidden>
          <span
            className={styles.part}
            data-level={level}
            style={{ width: `${Math.min(100, Math.max(0, share))}%` }}
          />
        </span>
      )}
      <p className={styles.words}>
        {allowance === null
          ? say("quota.unlimited", { used: units(used, unit) })
          : say("quota.used-of", { used: quantity(used), allowance: units(allowance, unit) })}
        {" · "}
        {resetsAt === null
          ? say("quota.since", { at: minute(quota.from) })
          : say("quota.resets", { at: minute(resetsAt) })}
      </p>
      {level === "full" && allowance !== null && (
        <p className={styles.full}>{say(`quota.full.${overage}`)}</p>
      )}
    </div>
  );
}
