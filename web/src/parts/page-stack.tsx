import type { ReactNode } from "react";
import styles from "./page-stack.module.css";

interface Properties {
  /** Whether what it shows is being read anew; it is dimmed then. */
  readonly busy?: boolean;
  readonly children: ReactNode;
}

/** The parts of a page below its head, one under the other. */
export function PageStack({ busy, children }: Properties) {
  return (
    <div className={styles.stack} aria-busy={busy}>
      {children}
    </div>
  );
}
