import type { ReactNode } from "react";
import styles from "./note.module.css";

/** Something that the reader should know: that it was done, or what needs them. */
export const Note = ({
  tone,
  children,
}: {
  tone: "good" | "warn" | "bad";
  children: ReactNode;
}) => (
  <div className={styles.note} data-tone={tone} role="status">
    {children}
  </div>
);
