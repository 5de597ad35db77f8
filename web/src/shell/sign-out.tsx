import { UnstyledButton } from "@mantine/core";
import { IconLogout } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { signOut } from "../api/request.ts";
import { setSignedOut } from "../api/session.ts";
import styles from "./navigation.module.css";

/** Ends the session and forgets every answer read in it. */
export function SignOut() {
  const client = useQueryClient();
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: () => {
      setSignedOut(true);
      client.removeQueries();
    },
  });
  return (
    <UnstyledButton
      className={styles.link ?? ""}
      disabled={leave.isPending}
      onClick={() => leave.mutate()}
    >
      <IconLogout size={18} stroke={1.6} aria-hidden />
      {leave.isError ? "Not signed out, try again" : "Sign out"}
    </UnstyledButton>
  );
}
