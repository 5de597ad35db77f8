import { UnstyledButton } from "@mantine/core";
import { IconLogout } from "@tabler/icons-react";
import styles from "./navigation.module.css";
import { useSignOut } from "./use-sign-out.ts";

/** Ends the session and forgets every answer read in it. */
export function SignOut() {
  const { leave, isPending, isError } = useSignOut();
  return (
    <UnstyledButton className={styles.link ?? ""} disabled={isPending} onClick={leave}>
      <IconLogout size={18} stroke={1.6} aria-hidden />
      {isError ? "Not signed out, try again" : "Sign out"}
    </UnstyledButton>
  );
}
