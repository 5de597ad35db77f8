import type { ReactNode } from "react";
import styles from "./figures.module.css";

/** A figure that stands out: its name, itself, and a line about it. */
export interface Figure {
  readonly key: string;
  readonly name: string;
  readonly figure: ReactNode;
  readonly note?: ReactNode;
}

/** The figures that a page begins with. */
export function FigureList({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className={styles.list}>
      {figures.map(({ key, name, figure, note }) => (
        <div key={key} className={styles.one}>
          <dt>{name}</dt>
          <dd className={styles.figure}>{figure}</dd>
          {note !== undefined && <dd className={styles.note}>{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
