import type { ReactNode } from "react";
import styles from "./first-step.module.css";
import { Sheet } from "./sheet.tsx";

interface Properties {
  readonly title: string;
  readonly intro: ReactNode;
  /** What to write or run, as it is typed. */
  readonly example: string;
  readonly note: ReactNode;
}

/** What to do first, where there is nothing to show yet. */
export function FirstStep({ title, intro, example, note }: Properties) {
  return (
    <Sheet label="Start">
      <div className={styles.start}>
        <h2 className={styles.title}>{title}</h2>
        <p>{intro}</p>
        <pre className={styles.example}>
          <code>{example}</code>
        </pre>
        <p className={styles.note}>{note}</p>
      </div>
    </Sheet>
  );
}
