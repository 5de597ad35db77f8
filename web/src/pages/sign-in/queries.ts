import { useMutation, useQueryClient } from "@tanstack/react-query";
import { setSignedOut } from "../../api/session.ts";

/** Signs in in some way; the page that was asked for is then read again. */
export function useSigningIn<Given>(signIn: (given: Given) => Promise<void>, onIn = () => {}) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: signIn,
    onSuccess: () => {
      setSignedOut(false);
      void client.resetQueries();
      onIn();
    },
  });
}
