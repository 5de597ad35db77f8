import type { ApiHealth } from "../api/apis.ts";
import styles from "./health-mark.module.css";

const words: Readonly<Record<ApiHealth, string>> = {
  up: "Up",
  degraded: "Degraded",
  down: "Down",
  unknown: "Not measured",
};

/** How an API is: its word, and a mark that differs in form and not only in colour. */
export function HealthMark({ health }: { health: ApiHealth }) {
  return (
    <span className={styles.health} data-health={health}>
      {words[health]}
    </span>
  );
}
