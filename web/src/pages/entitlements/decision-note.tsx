import type { DecisionReason, UseDecision } from "../../api/entitlements.ts";
import { windowWords } from "../../parts/entitlement-words.ts";
import { featureValue } from "../../parts/feature-value.ts";
import { QuotaMeter } from "../../parts/quota-meter.tsx";
import { VerdictMark } from "../../parts/verdict-mark.tsx";
import styles from "./may-they.module.css";

const reasons: Readonly<Record<DecisionReason, string>> = {
  "within-quota": "It fits into every quota that looks at it.",
  "within-grace": "It goes past the limit, and not past the grace.",
  "billed-overage": "It goes past the limit, and is billed.",
  "no-quota": "No quota looks at it.",
  granted: "It is granted.",
  "quota-exceeded": "It would go too far past the quota.",
  "not-granted": "Nothing grants it.",
  "limit-reached": "Less of it is granted.",
  "not-subscribed": "Nothing that the customer bought is in service.",
  "counted-before": "It was counted before, and is not counted again.",
  "identity-taken": "Another event has its identity.",
  suspended: "Access is suspended, because invoices are not paid.",
};

/** The answer, why, and how what decided it stands. */
export function DecisionNote({ decision }: { decision: UseDecision }) {
  const { allowed, reason, quota, feature } = decision;
  return (
    <div className={styles.decision}>
      <p className={styles.verdict}>
        <VerdictMark tone={allowed ? "good" : "bad"}>{allowed ? "Yes" : "No"}</VerdictMark>
        <span>{reasons[reason]}</span>
      </p>
      {feature !== null && feature.kind !== "flag" && <p>It has: {featureValue(feature)}.</p>}
      {quota !== null && (
        <>
          <p className={styles.quiet}>
            Decided by the quota <code>{quota.id}</code>, in {windowWords(quota.per)}, as it stands:
          </p>
          <QuotaMeter quota={quota} />
        </>
      )}
    </div>
  );
}
