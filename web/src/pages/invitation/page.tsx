import { Button, PasswordInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { problemOf } from "../../api/problem.ts";
import { takeInvitation } from "../../api/request.ts";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { Door } from "../sign-in/door.tsx";
import { useSigningIn } from "../sign-in/queries.ts";
import styles from "../sign-in/sign-in.module.css";

const lengthMin = 12;

/**
 * Takes an invitation: chooses a password, and is signed in. The invitation stands behind the `#` of the address, which browsers
 * send to no server.
 */
export function InvitationPage() {
  const navigate = useNavigate();
  const [invitation] = useState(() => window.location.hash.slice(1));
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const taking = useSigningIn(
    (chosen: string) => takeInvitation(invitation, chosen),
    () => void navigate({ to: "/account", search: { open: "codes" }, replace: true }),
  );
  const isOver =
    taking.isError &&
    problemOf(taking.error).errors?.some(({ code }) => code === "invitation-over") === true;
  const differs = again !== "" && again !== password;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!differs) taking.mutate(password);
  };
  if (invitation === "" || isOver)
    return (
      <Door title="This invitation is over">
        <p className={styles.intro}>
          It was used, is older than seven days, or its address is not whole. Ask whoever invited
          you for another, or <a href="/">sign in</a> if you have a password.
        </p>
      </Door>
    );
  return (
    <Door title="Welcome to Florin">
      <form onSubmit={submit} className={styles.form}>
        <p className={styles.intro}>
          Choose a password of {lengthMin} characters or more. A few words that do not belong
          together are easier to keep than signs.
        </p>
        <PasswordInput
          label="Password"
          size="md"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          minLength={lengthMin}
          maxLength={200}
          autoComplete="new-password"
          autoFocus
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
        />
        <PasswordInput
          label="The same again"
          size="md"
          value={again}
          onChange={(event) => setAgain(event.currentTarget.value)}
          error={differs ? "This is another password." : undefined}
          autoComplete="new-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ "aria-label": "Show the password again" }}
        />
        {taking.isError && <ProblemNotice error={taking.error} />}
        <Button type="submit" variant="filled" size="md" fullWidth loading={taking.isPending}>
          Accept the invitation
        </Button>
      </form>
    </Door>
  );
}
