import { useMutation, useQueryClient } from "@tanstack/react-query";
import { signIn } from "../../api/request.ts";
import { setSignedOut } from "../../api/session.ts";

/** Signs in with an API key; the page that was asked for is then read again. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: signIn,
    onSuccess: () => {
      setSignedOut(false);
      void client.resetQueries();
    },
  });
}
