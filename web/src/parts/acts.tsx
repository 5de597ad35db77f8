import { Button } from "@mantine/core";
import styles from "./acts.module.css";

interface Properties<Act extends string> {
  /** What each is called, in the order they stand. */
  readonly acts: readonly (readonly [act: Act, label: string])[];
  /** What they are done with, for who only hears the button. */
  readonly of: string;
  readonly onChoose: (act: Act) => void;
}

/** What can be done with a row of a table. */
export function Acts<Act extends string>({ acts, of, onChoose }: Properties<Act>) {
  return (
    <span className={styles.acts}>
      {acts.map(([act, label]) => (
        <Button
          key={act}
          size="compact-sm"
          aria-label={`${label} ${of}`}
          onClick={() => onChoose(act)}
        >
          {label}
        </Button>
      ))}
    </span>
  );
}
