import { Button, PasswordInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { problemOf } from "../../api/problem.ts";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { Coin } from "../../shell/coin.tsx";
import { ColourSchemeSwitch } from "../../shell/colour-scheme-switch.tsx";
import { useSignIn } from "./queries.ts";
import styles from "./sign-in.module.css";

/** Asks for an API key. The key goes to the server once, for a cookie that no script can read; it is kept nowhere else. */
export function SignInPage() {
  const [key, setKey] = useState("");
  const attempt = useSignIn();
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
    <main className={styles.page}>
      <title>Sign in · Florin</title>
      <div className={styles.scheme}>
        <ColourSchemeSwitch />
      </div>
      <form onSubmit={submit} className={styles.card}>
        <Coin size={44} />
        <h1 className={styles.title}>Sign in to Florin</h1>
        {linkWasUsed() && (
          <p role="status" className={styles.notice}>
            This link was used already, or the server has started anew since. Each link opens the
            console once: sign in with a key, or start the server again for a new link.
          </p>
        )}
        {!window.isSecureContext && (
          <p role="status" className={styles.notice}>
            This page came without HTTPS from another machine, so the browser will not keep a
            session. Open it over HTTPS, or on the server's own machine.
          </p>
        )}
        <p className={styles.intro}>
          The console is read-only. It opens with an API key of this server, or with the link that
          Florin prints when it starts. The first start writes a key to the file{" "}
          <code>api-key</code> in its data folder.
        </p>
        <PasswordInput
          label="API key"
          size="md"
          value={key}
          onChange={(event) => change(event.currentTarget.value)}
          error={refused ? "The server does not accept this key." : undefined}
          autoComplete="current-password"
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
    </main>
  );
}

/** The server sends here from a link that it knows no more. */
const linkWasUsed = (): boolean =>
  new URLSearchParams(window.location.search).get("link") === "used";
