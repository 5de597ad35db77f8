import { formatQuantity } from "../format/format-quantity.ts";
import styles from "./progress-line.module.css";

interface Properties {
  /** What is being worked out. */
  readonly label: string;
  readonly done: number;
  readonly of: number;
}

/** How far a long piece of work is. */
export function ProgressLine({ label, done, of }: Properties) {
  return (
    <div className={styles.line}>
      <span>
        {label}: {formatQuantity(String(done))} of {formatQuantity(String(of))}
      </span>
      <progress aria-label={label} value={done} max={of} />
    </div>
  );
}
