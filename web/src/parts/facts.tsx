import type { ReactNode } from "react";
import styles from "./facts.module.css";

/** A named fact; one whose value is undefined or null is left out. */
export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

/** Named facts in a row that wraps: the small print of a page, readable. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  const known = facts.filter((fact) => fact.value !== undefined && fact.value !== null);
  return (
    <dl className={styles.facts}>
      {known.map((fact) => (
        <div key={fact.name}>
          <dt>{fact.name}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
