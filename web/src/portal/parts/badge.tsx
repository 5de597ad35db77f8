import styles from "./badge.module.css";

/** How something stands, in a word; the colour says it again. */
export type Tone = "good" | "warn" | "bad" | "quiet";

/** A word with the colour of how it stands. */
export const Badge = ({ tone, children }: { tone: Tone; children: string }) => (
  <span className={styles.badge} data-tone={tone}>
    {children}
  </span>
);
