import { Button } from "@mantine/core";
import { CopyButton } from "./copy-button.tsx";
import styles from "./shown-once.module.css";

interface Properties {
  readonly title: string;
  /** A key or a secret. */
  readonly text: string;
  readonly onDone: () => void;
}

/** A secret that was just made and cannot be shown again. */
export function ShownOnce({ title, text, onDone }: Properties) {
  return (
    <div className={styles.made} role="status">
      <h3 className={styles.title}>{title}</h3>
      <p>Copy it now: nobody can show it again.</p>
      <code className={styles.secret}>{text}</code>
      <div className={styles.buttons}>
        <CopyButton text={text} variant="filled" />
        <Button onClick={onDone}>Done</Button>
      </div>
    </div>
  );
}
