import type { ReactNode } from "react";
import styles from "./stack.module.css";

/** The panels of a page, one below the other. */
export const Stack = ({ children }: { children: ReactNode }) => (
  <div className={styles.stack}>{children}</div>
);

/** Buttons side by side, or one below the other where there is no room. */
export const Row = ({ children }: { children: ReactNode }) => (
  <div className={styles.row}>{children}</div>
);
