import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { isKeyRefused, KeyField } from "../../parts/key-field.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import styles from "./documents.module.css";

interface Properties {
  readonly changed: boolean;
  readonly saved: boolean;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onSave: (key: string) => void;
  readonly onReset: () => void;
}

/** Saves with an API key: the session of the console only reads. The key is forgotten with the page. */
export function SaveBar({ changed, saved, pending, error, onSave, onReset }: Properties) {
  const [key, setKey] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(key.trim());
  };
  return (
    <form onSubmit={submit} className={styles.save}>
      <KeyField
        value={key}
        onChange={setKey}
        description="The console only reads; saving needs a key. It is kept nowhere."
        error={error}
      />
      <div className={styles.buttons}>
        <Button type="submit" variant="filled" loading={pending} disabled={!changed}>
          Save
        </Button>
        <Button onClick={onReset} disabled={!changed || pending}>
          Take back
        </Button>
        <span role="status" className={styles.hint}>
          {saved && !changed ? "Saved. It holds for every document from now on." : ""}
        </span>
      </div>
      {error !== null && !isKeyRefused(error) && <ProblemNotice error={error} />}
    </form>
  );
}
