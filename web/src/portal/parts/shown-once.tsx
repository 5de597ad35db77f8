import { useState } from "react";
import { useLanguage } from "../language/language.tsx";
import { Button } from "./button.tsx";
import styles from "./shown-once.module.css";
import { Row } from "./stack.tsx";

interface Properties {
  readonly title: string;
  readonly note: string;
  /** A key or a link. */
  readonly text: string;
  readonly onDone: () => void;
}

/** A secret that was just made and cannot be shown again. */
export function ShownOnce({ title, note, text, onDone }: Properties) {
  const { say } = useLanguage();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <div className={styles.made} role="status">
      <h2>{title}</h2>
      <p>{note}</p>
      <code className={styles.secret}>{text}</code>
      <Row>
        {"clipboard" in navigator && (
          <Button kind="main" onClick={() => void copy()}>
            {say(copied ? "parts.copied" : "parts.copy")}
          </Button>
        )}
        <Button onClick={onDone}>{say("parts.done")}</Button>
      </Row>
    </div>
  );
}
