import { Button, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { problemOf } from "../../api/problem.ts";
import { setUp } from "../../api/request.ts";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { Door } from "../sign-in/door.tsx";
import { NewPassword, passwordLengthMin, useNewPassword } from "../sign-in/new-password.tsx";
import { useSigningIn } from "../sign-in/queries.ts";
import { SetUpNeeded } from "../sign-in/set-up-needed.tsx";
import styles from "../sign-in/sign-in.module.css";

/**
 * Makes the first owner of a server that others reach. What the server printed stands behind the `#` of the address, which browsers
 * send to no server.
 */
export function SetUpPage() {
  const navigate = useNavigate();
  const [token] = useState(() => window.location.hash.slice(1));
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const chosen = useNewPassword();
  const setting = useSigningIn(
    setUp,
    () => void navigate({ to: "/account", search: { open: "codes" }, replace: true }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { password, differs } = chosen;
    if (!differs) setting.mutate({ token, email: email.trim(), name: name.trim(), password });
  };
  if (token === "") return <SetUpNeeded />;
  if (setting.isError && problemOf(setting.error).code === "set-up-refused")
    return (
      <Door title="This link sets nothing up">
        <p className={styles.intro}>
          The server has an owner already, or the link is not whole. Take the one that the server
          printed when it started, or <a href="/">sign in</a>.
        </p>
      </Door>
    );
  return (
    <Door title="Set up Florin">
      <form onSubmit={submit} className={styles.form}>
        <p className={styles.intro}>
          You become the owner: you see and do everything, and invite the others. Choose a password
          of {passwordLengthMin} characters or more.
        </p>
        <TextInput
          label="Your name"
          size="md"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          autoComplete="name"
          autoFocus
          required
          withAsterisk={false}
        />
        <TextInput
          label="E-mail"
          type="email"
          size="md"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          autoComplete="username"
          required
          withAsterisk={false}
        />
        <NewPassword chosen={chosen} />
        {setting.isError && <ProblemNotice error={setting.error} />}
        <Button type="submit" variant="filled" size="md" fullWidth loading={setting.isPending}>
          Become the owner
        </Button>
      </form>
    </Door>
  );
}
