import { IconPlayerPause } from "@tabler/icons-react";
import type { ReactNode } from "react";
import styles from "./banner.module.css";

interface Properties {
  readonly label: string;
  readonly title: ReactNode;
  readonly children: ReactNode;
}

/** Says that billing has stopped somewhere, above everything else of a page. */
export function Banner({ label, title, children }: Properties) {
  return (
    <section aria-label={label} className={styles.banner}>
      <IconPlayerPause size={20} stroke={1.75} aria-hidden className={styles.icon} />
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        {children}
      </div>
    </section>
  );
}
