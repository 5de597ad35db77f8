import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";

/** What is sent, and the key that it is sent with. */
export interface Sent<Body> {
  readonly body: Body;
  readonly key: string;
}

/** Sends what is no fact of an account; whatever was read before is then read again. */
export function useSending<Body, Answered>(
  send: (body: Body, key: string) => Promise<Answered>,
  onSent: (answer: Answered) => void,
): UseMutationResult<Answered, Error, Sent<Body>> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: Sent<Body>) => send(body, key),
    onSuccess: async (answer) => {
      onSent(answer);
      await client.invalidateQueries();
    },
  });
}
