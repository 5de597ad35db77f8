import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

/** Goes on in another environment in some way: everything that was read of the one before is forgotten. */
export function useEnvironmentSwitch<Given>(go: (given: Given) => Promise<unknown>) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: go,
    onSuccess: async () => {
      await navigate({ to: "/" });
      await client.resetQueries();
    },
  });
}
