import type { ReactNode } from "react";
import styles from "./verdict-mark.module.css";

interface Properties {
  readonly tone: "good" | "bad" | "open";
  readonly children: ReactNode;
}

/** A verdict: its word, and a mark that differs in form and not only in colour. */
export function VerdictMark({ tone, children }: Properties) {
  return (
    <span className={styles.verdict} data-tone={tone}>
      {children}
    </span>
  );
}
