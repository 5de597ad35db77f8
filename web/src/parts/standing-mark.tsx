import type { SubscriptionSummary } from "../api/customers.ts";
import styles from "./standing-mark.module.css";

/** What each standing of a subscription is called. */
export const standingWords: Readonly<Record<SubscriptionSummary["standing"], string>> = {
  scheduled: "Scheduled",
  trialing: "Trial",
  active: "Active",
  paused: "Paused",
  ended: "Ended",
};

/** Where a subscription stands: its word, and a mark that differs in form and not only in colour. */
export function StandingMark({ standing }: { standing: SubscriptionSummary["standing"] }) {
  return (
    <span className={styles.standing} data-standing={standing}>
      {standingWords[standing]}
    </span>
  );
}
