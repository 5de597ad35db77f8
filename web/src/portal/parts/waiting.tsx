import { useLanguage } from "../language/language.tsx";
import styles from "./waiting.module.css";

/** What stands where an answer is on its way. */
export function Waiting({ lines = 4 }: { lines?: number }) {
  const { say } = useLanguage();
  return (
    <div role="status" className={styles.waiting}>
      <span className="visually-hidden">{say("parts.loading")}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines without any content of their own.
        <span key={line} className={styles.line} aria-hidden />
      ))}
    </div>
  );
}
