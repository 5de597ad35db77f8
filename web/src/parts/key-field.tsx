import { PasswordInput } from "@mantine/core";
import { problemOf } from "../api/problem.ts";
import styles from "./key-field.module.css";
import { ProblemNotice } from "./problem-notice.tsx";
import { useSessionWrites } from "./use-caller.ts";

interface Properties {
  readonly value: string;
  readonly onChange: (key: string) => void;
  /** What the key is for and how long it is kept; for one request where absent. */
  readonly description?: string;
  /** What came of writing with it, if that failed: the field says where it was the key's fault. */
  readonly error?: unknown;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
}

/**
 * The API key that writing needs where a link or a key let the browser in, for such a session only reads. It is kept in the memory of the page at
 * the most. Who is signed in needs none.
 */
export function KeyField({
  value,
  onChange,
  description = "It goes with this one request and is kept nowhere.",
  error,
  required = true,
  autoFocus = false,
}: Properties) {
  const writes = useSessionWrites();
  if (writes)
    return (
      <>
        <p className={styles.signed}>You are signed in: this needs no key.</p>
        {isKeyRefused(error) && <ProblemNotice error={error} />}
      </>
    );
  return (
    <PasswordInput
      label="API key that may write"
      description={description}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={refusalOf(error)}
      autoComplete="off"
      autoFocus={autoFocus}
      required={required}
      withAsterisk={false}
      visibilityToggleButtonProps={{ "aria-label": "Show the key" }}
    />
  );
}

/** Whether there is something to write with: a key that was typed, or the session of who is signed in. */
export function useMayWriteWith(key: string): boolean {
  const writes = useSessionWrites();
  return key !== "" || writes;
}

/** Whether a request failed for its key, which the key's field then says. */
export const isKeyRefused = (error: unknown): boolean => refusalOf(error) !== undefined;

/** What the server has against the key; undefined where that is not why the request failed, or it did not. */
function refusalOf(error: unknown): string | undefined {
  if (error === undefined || error === null) return undefined;
  const { status } = problemOf(error);
  if (status === 401) return "The server does not accept this key.";
  return status === 403 ? "This key may not write." : undefined;
}
