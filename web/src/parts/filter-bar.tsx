import type { ReactNode } from "react";
import styles from "./filter-bar.module.css";

/** The filters of a list, side by side where there is room; a search landmark. */
export function FilterBar({ children }: { children: ReactNode }) {
  return <search className={styles.bar}>{children}</search>;
}
