import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { problemOf } from "../../api/problem.ts";
import { recoverByCode, recoverByLink } from "../../api/request.ts";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { Door } from "../sign-in/door.tsx";
import { useSigningIn } from "../sign-in/queries.ts";
import styles from "../sign-in/sign-in.module.css";

interface Given {
  readonly email: string;
  readonly recoveryCode: string;
  readonly code: string;
  readonly password: string;
}

/**
 * Chooses another password: by a link that somebody handed over, whose secret stands behind the `#` of the address, or by a recovery
 * code and a code of the app.
 */
export function RecoveryPage() {
  const navigate = useNavigate();
  const [recovery] = useState(() => window.location.hash.slice(1));
  const [given, setGiven] = useState<Given>({
    email: "",
    recoveryCode: "",
    code: "",
    password: "",
  });
  const byLink = recovery !== "";
  const [asksCode, setAsksCode] = useState(!byLink);
  const recovering = useSigningIn(
    ({ code, ...rest }: Given) => {
      if (!byLink) return recoverByCode({ code, ...rest });
      return recoverByLink(recovery, rest.password, code === "" ? undefined : code);
    },
    () => void navigate({ to: "/", replace: true }),
  );
  const problem = recovering.isError ? problemOf(recovering.error) : undefined;
  const set = (part: Partial<Given>) => {
    setGiven((before) => ({ ...before, ...part }));
    if (recovering.isError) recovering.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    recovering.mutate(given, {
      onError: (error) => {
        if (problemOf(error).code === "one-time-code-needed") setAsksCode(true);
      },
    });
  };
  return (
    <Door title="Choose another password">
      <form onSubmit={submit} className={styles.form}>
        <p className={styles.intro}>
          {byLink
            ? "Every session of yours ends, and you are signed in with the new one."
            : "With two recovery codes, or one and a code of your app. Without them, ask an owner or admin for a link."}
        </p>
        {!byLink && (
          <>
            <TextInput
              label="E-mail"
              type="email"
              size="md"
              value={given.email}
              onChange={(event) => set({ email: event.currentTarget.value })}
              autoComplete="username"
              required
              withAsterisk={false}
            />
            <TextInput
              label="Recovery code"
              size="md"
              value={given.recoveryCode}
              onChange={(event) => set({ recoveryCode: event.currentTarget.value.trim() })}
              autoComplete="off"
              spellCheck={false}
              required
              withAsterisk={false}
            />
          </>
        )}
        {asksCode && (
          <TextInput
            label={
              byLink ? "One-time or recovery code" : "Code of the app, or another recovery code"
            }
            size="md"
            value={given.code}
            onChange={(event) => set({ code: event.currentTarget.value.replaceAll(/\s/g, "") })}
            autoComplete="one-time-code"
            spellCheck={false}
            required
            withAsterisk={false}
          />
        )}
        <PasswordInput
          label="New password, of 12 characters or more"
          size="md"
          value={given.password}
          onChange={(event) => set({ password: event.currentTarget.value })}
          minLength={12}
          maxLength={200}
          autoComplete="new-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
        />
        {problem !== undefined && problem.code !== "one-time-code-needed" && (
          <ProblemNotice error={recovering.error} />
        )}
        <Button type="submit" variant="filled" size="md" fullWidth loading={recovering.isPending}>
          Change the password
        </Button>
        <a href="/" className={styles.other}>
          Back to sign-in
        </a>
      </form>
    </Door>
  );
}
