import { Button, PasswordInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { problemOf } from "../../api/problem.ts";
import { signInWithKey } from "../../api/request.ts";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { useSigningIn } from "./queries.ts";
import styles from "./sign-in.module.css";

/** Asks for an API key. The key goes to the server once, for a cookie that no script can read; it is kept nowhere else. */
export function KeyForm() {
  const [key, setKey] = useState("");
  const attempt = useSigningIn(signInWithKey);
  const refused = attempt.isError && problemOf(attempt.error).status === 401;
  const change = (typed: string) => {
    setKey(typed);
    if (attempt.isError) attempt.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt.mutate(key.trim());
  };
  return (
    <form onSubmit={submit} className={styles.form}>
      <p className={styles.intro}>
        With a key the console only reads. The first start of a server writes one to the file{" "}
        <code>api-key</code> in its data folder, and prints a link that needs none.
      </p>
      <PasswordInput
        label="API key"
        size="md"
        value={key}
        onChange={(event) => change(event.currentTarget.value)}
        error={refused ? "The server does not accept this key." : undefined}
        autoComplete="off"
        autoFocus
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ "aria-label": "Show the key" }}
      />
      {attempt.isError && !refused && <ProblemNotice error={attempt.error} />}
      <Button type="submit" variant="filled" size="md" fullWidth loading={attempt.isPending}>
        Sign in
      </Button>
    </form>
  );
}
