import type { ReactNode } from "react";
import { PlaceLink } from "../shell/place-link.tsx";
import styles from "./page-head.module.css";

interface Properties {
  readonly title: string;
  readonly intro?: ReactNode;
  /** The page that this one belongs to. */
  readonly back?: { readonly label: string; readonly to: string };
  readonly acts?: ReactNode;
}

/** What a page is about, and what can be done on it. */
export function PageHead({ title, intro, back, acts }: Properties) {
  return (
    <div className={styles.head}>
      <div className={styles.words}>
        {back !== undefined && (
          <PlaceLink to={back.to} className={styles.back}>
            ← {back.label}
          </PlaceLink>
        )}
        <h1 className={styles.title}>{title}</h1>
        {intro !== undefined && <p className={styles.intro}>{intro}</p>}
      </div>
      {acts !== undefined && <div className={styles.acts}>{acts}</div>}
    </div>
  );
}
