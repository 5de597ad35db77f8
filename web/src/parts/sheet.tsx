import type { ReactNode } from "react";
import styles from "./sheet.module.css";

/** A surface whose content runs to its edges: the one list of a page, named by the page's heading. */
export function Sheet({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section aria-label={label} className={styles.sheet}>
      {children}
    </section>
  );
}
