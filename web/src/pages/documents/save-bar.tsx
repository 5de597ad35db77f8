import { Button, PasswordInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { problemOf } from "../../api/problem.ts";
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
  const refused = error !== null && [401, 403].includes(problemOf(error).status);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(key.trim());
  };
  return (
    <form onSubmit={submit} className={styles.save}>
      <PasswordInput
        label="API key"
        description="The console only reads; saving needs a key that may write. It is kept nowhere."
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
        error={refused ? "This key may not write here." : undefined}
        autoComplete="off"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ "aria-label": "Show the key" }}
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
      {error !== null && !refused && <ProblemNotice error={error} />}
    </form>
  );
}
