import type { ReactNode } from "react";
import styles from "./empty-state.module.css";

interface Properties {
  /** What would stand here, and why there is none. */
  readonly children: ReactNode;
  /** What to do next: a link, the button that does it, a command. Null only where there is nothing to be done about it. */
  readonly next: ReactNode;
}

/** What stands where there is nothing to list: what would be here, why it is empty, and the next act. */
export function EmptyState({ children, next }: Properties) {
  return (
    <div className={styles.empty}>
      <p>{children}</p>
      {next}
    </div>
  );
}
