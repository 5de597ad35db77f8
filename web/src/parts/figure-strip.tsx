import type { ReactNode } from "react";
import styles from "./figure-strip.module.css";

/** Headline figures on one strip, the first the largest. Its children are `Figure`s. */
export function FigureStrip({ children }: { children: ReactNode }) {
  return <dl className={styles.strip}>{children}</dl>;
}

interface Properties {
  readonly name: string;
  readonly value: ReactNode;
  readonly note?: ReactNode;
  readonly tone?: "plain" | "attention";
}

/** A note is narrower than what is counted and its noun may be together. */
const breakable = (note: ReactNode): ReactNode =>
  typeof note === "string" ? note.replaceAll("\u00a0", " ") : note;

/** One headline figure: its name, its value (a link to what it is made of), and a note. */
export function Figure({ name, value, note, tone = "plain" }: Properties) {
  return (
    <div className={styles.figure} data-tone={tone}>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value}>{value}</dd>
      {note !== undefined && <dd className={styles.note}>{breakable(note)}</dd>}
    </div>
  );
}
