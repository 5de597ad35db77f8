import { type ReactNode, useId } from "react";
import styles from "./panel.module.css";

interface Properties {
  readonly title: string;
  readonly intro?: ReactNode;
  readonly aside?: ReactNode;
  /** The anchor other pages link to. */
  readonly id?: string;
  /** A panel whose content (a table) runs to its edges. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** A titled region of a page. */
export function Panel({ title, intro, aside, id, flush = false, children }: Properties) {
  const heading = useId();
  return (
    <section
      className={styles.panel}
      aria-labelledby={heading}
      {...(id === undefined ? {} : { id })}
    >
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 id={heading} className={styles.title}>
            {title}
          </h2>
          {intro !== undefined && <div className={styles.intro}>{intro}</div>}
        </div>
        {aside !== undefined && <div className={styles.aside}>{aside}</div>}
      </div>
      <div className={flush ? styles.flush : styles.body}>{children}</div>
    </section>
  );
}
