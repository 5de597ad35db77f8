import { Button } from "@mantine/core";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { isKeyRefused, KeyField } from "./key-field.tsx";
import styles from "./keyed-form.module.css";
import { ProblemNotice } from "./problem-notice.tsx";
import { useFormArrival } from "./use-form-arrival.ts";
import type { Writing } from "./use-writing.ts";

interface Properties {
  readonly title: string;
  /** Of its heading, by where it stands on the page. */
  readonly level?: 2 | 3;
  /** What it does, and what cannot be taken back. */
  readonly intro?: ReactNode;
  /** What the button says. */
  readonly submit: string;
  readonly writing: Omit<Writing, "mutate">;
  /** Whether everything is filled in that must be. */
  readonly ready?: boolean;
  readonly onSubmit: (key: string) => void;
  readonly onCancel: () => void;
  readonly children?: ReactNode;
}

/**
 * A form that writes. The console's session only reads, so the confirmation is an API key: it goes with this one request and is
 * kept nowhere.
 */
export function KeyedForm(properties: Properties) {
  const {
    title,
    level = 3,
    intro,
    submit,
    writing,
    ready = true,
    onSubmit,
    onCancel,
    children,
  } = properties;
  const [key, setKey] = useState("");
  const heading = useId();
  const form = useFormArrival();
  const Heading = level === 2 ? "h2" : "h3";
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onSubmit(key.trim());
  };
  return (
    <form ref={form} onSubmit={send} className={styles.form} aria-labelledby={heading}>
      <div>
        <Heading id={heading} tabIndex={-1} className={styles.title}>
          {title}
        </Heading>
        {intro !== undefined && <div className={styles.intro}>{intro}</div>}
      </div>
      {children}
      <KeyField
        value={key}
        onChange={(changed) => {
          setKey(changed);
          if (writing.isError) writing.reset();
        }}
        error={writing.error}
      />
      {writing.isError && !isKeyRefused(writing.error) && <ProblemNotice error={writing.error} />}
      <div className={styles.buttons}>
        <Button type="submit" variant="filled" loading={writing.isPending} disabled={!ready}>
          {submit}
        </Button>
        <Button onClick={onCancel}>Not now</Button>
      </div>
    </form>
  );
}

/** Fields side by side where there is room. */
export function FormFields({ children }: { children: ReactNode }) {
  return <div className={styles.fields}>{children}</div>;
}
