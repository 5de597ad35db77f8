import type { ReactNode } from "react";
import styles from "./form-place.module.css";

/** Where a form opens in a panel whose content runs to its edges. */
export function FormPlace({ children }: { children: ReactNode }) {
  return <div className={styles.form}>{children}</div>;
}
