import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { formatMonth } from "../../format/format-date.ts";
import { isKeyRefused, KeyField } from "../../parts/key-field.tsx";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import styles from "./closes.module.css";
import { useClosing } from "./queries.ts";

/**
 * Closes a month after it was confirmed. The console's session only reads, so the confirmation is an API key: it goes with
 * this one request and is kept nowhere.
 */
export function CloseForm({ month, mayClose }: { month: string; mayClose: boolean }) {
  const [asked, setAsked] = useState(false);
  const [key, setKey] = useState("");
  const closing = useClosing();
  const name = formatMonth(month);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    closing.mutate({ month, key: key.trim() });
  };
  if (!asked) {
    return (
      <div className={styles.ask}>
        <Button variant="filled" disabled={!mayClose} onClick={() => setAsked(true)}>
          Close {name}
        </Button>
        {!mayClose && <p className={styles.why}>A check says not yet.</p>}
      </div>
    );
  }
  return (
    <form onSubmit={submit} className={styles.confirm}>
      <p>
        <strong>{name} will not be opened again.</strong> Its revenue is recognised, and whatever
        becomes known of it later counts in the month after.
      </p>
      <KeyField
        value={key}
        onChange={(changed) => {
          setKey(changed);
          if (closing.isError) closing.reset();
        }}
        error={closing.error}
        autoFocus
      />
      {closing.isError && !isKeyRefused(closing.error) && <ProblemNotice error={closing.error} />}
      <div className={styles.ask}>
        <Button type="submit" variant="filled" loading={closing.isPending}>
          Close {name} for good
        </Button>
        <Button onClick={() => setAsked(false)}>Not now</Button>
      </div>
    </form>
  );
}
