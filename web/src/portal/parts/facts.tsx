import type { ReactNode } from "react";
import styles from "./facts.module.css";

/** Names and what they are, two and two. What is undefined is left out. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode | undefined])[] }) {
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, fact]) => fact !== undefined)
        .map(([name, fact]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
    </dl>
  );
}
