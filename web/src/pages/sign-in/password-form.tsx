import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { problemOf } from "../../api/problem.ts";
import { signInWithPassword } from "../../api/request.ts";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { useSigningIn } from "./queries.ts";
import styles from "./sign-in.module.css";

/** Asks for e-mail and password, and then for a one-time code where the person has them on. */
export function PasswordForm() {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [asksCode, setAsksCode] = useState(false);
  const attempt = useSigningIn(signInWithPassword);
  const problem = attempt.isError ? problemOf(attempt.error) : undefined;
  const needsCode = problem?.code === "one-time-code-needed";
  const refused = problem?.code === "sign-in-refused";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt.mutate(
      { email: email.trim(), password, ...(asksCode ? { code: code.replaceAll(/\s/g, "") } : {}) },
      {
        onError: (error) => {
          if (problemOf(error).code === "one-time-code-needed") setAsksCode(true);
        },
      },
    );
  };
  const change = (set: (text: string) => void) => (typed: string) => {
    set(typed);
    if (attempt.isError) attempt.reset();
  };
  if (asksCode)
    return (
      <form onSubmit={submit} className={styles.form}>
        <p className={styles.intro}>
          Give the code that your app shows for {email.trim()}, or one of your recovery codes.
        </p>
        <TextInput
          label="One-time or recovery code"
          size="md"
          value={code}
          onChange={(event) => change(setCode)(event.currentTarget.value)}
          error={refused ? "This code is not right, or was used." : undefined}
          autoComplete="one-time-code"
          spellCheck={false}
          autoFocus
          required
          withAsterisk={false}
        />
        {attempt.isError && !refused && !needsCode && <ProblemNotice error={attempt.error} />}
        <Button type="submit" variant="filled" size="md" fullWidth loading={attempt.isPending}>
          Sign in
        </Button>
        <Button
          fullWidth
          onClick={() => {
            setAsksCode(false);
            change(setCode)("");
          }}
        >
          Back
        </Button>
      </form>
    );
  return (
    <form onSubmit={submit} className={styles.form}>
      <TextInput
        label="E-mail"
        type="email"
        size="md"
        value={email}
        onChange={(event) => change(setEmail)(event.currentTarget.value)}
        autoComplete="username"
        autoFocus
        required
        withAsterisk={false}
      />
      <PasswordInput
        label="Password"
        size="md"
        value={password}
        onChange={(event) => change(setPassword)(event.currentTarget.value)}
        error={refused ? "The e-mail or the password is not right." : undefined}
        autoComplete="current-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
      />
      {attempt.isError && !refused && !needsCode && <ProblemNotice error={attempt.error} />}
      <Button type="submit" variant="filled" size="md" fullWidth loading={attempt.isPending}>
        Sign in
      </Button>
      <a href="/recovery" className={styles.other}>
        Forgot your password?
      </a>
    </form>
  );
}
