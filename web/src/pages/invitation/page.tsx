import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { problemOf } from "../../api/problem.ts";
import { takeInvitation } from "../../api/request.ts";
import { ProblemNotice } from "../../parts/problem-notice.tsx";
import { Door } from "../sign-in/door.tsx";
import { NewPassword, passwordLengthMin, useNewPassword } from "../sign-in/new-password.tsx";
import { useSigningIn } from "../sign-in/queries.ts";
import styles from "../sign-in/sign-in.module.css";

/**
 * Takes an invitation: chooses a password, and is signed in. The invitation stands behind the `#` of the address, which browsers
 * send to no server.
 */
export function InvitationPage() {
  const navigate = useNavigate();
  const [invitation] = useState(() => window.location.hash.slice(1));
  const chosen = useNewPassword();
  const taking = useSigningIn(
    (password: string) => takeInvitation(invitation, password),
    () => void navigate({ to: "/account", search: { open: "codes" }, replace: true }),
  );
  const isOver =
    taking.isError &&
    problemOf(taking.error).errors?.some(({ code }) => code === "invitation-over") === true;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!chosen.differs) taking.mutate(chosen.password);
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
          Choose a password of {passwordLengthMin} characters or more. A few words that do not
          belong together are easier to keep than signs.
        </p>
        <NewPassword chosen={chosen} autoFocus />
        {taking.isError && <ProblemNotice error={taking.error} />}
        <Button type="submit" variant="filled" size="md" fullWidth loading={taking.isPending}>
          Accept the invitation
        </Button>
      </form>
    </Door>
  );
}
