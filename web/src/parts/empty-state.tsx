import type { ReactNode } from "react";
import styles from "./empty-state.module.css";

/** What stands where there is nothing to list: one sentence, and a way on when there is one. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p>{children}</p>
      {action}
    </div>
  );
}
