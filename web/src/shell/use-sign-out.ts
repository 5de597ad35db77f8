import { useMutation, useQueryClient } from "@tanstack/react-query";
import { signOut } from "../api/request.ts";
import { setSignedOut } from "../api/session.ts";

/** Ends the session and forgets every answer read in it. */
export function useSignOut() {
  const client = useQueryClient();
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess: () => {
      setSignedOut(true);
      client.removeQueries();
    },
  });
  return { leave: () => leaving.mutate(), isPending: leaving.isPending, isError: leaving.isError };
}
