import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api/request.ts";
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

/** Reads how people may sign in; it needs no session. */
export const waysQuery = queryOptions({
  queryKey: ["sign-in-ways"],
  queryFn: ({ signal }) => api.get("/sign-in/ways", { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
