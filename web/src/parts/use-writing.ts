import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FactBody, type factRoutes, tellFact } from "../api/facts.ts";

/** A fact to tell, and the key that it is told with. */
export interface Writ {
  readonly kind: keyof typeof factRoutes;
  readonly body: FactBody;
  readonly key: string;
}

/** What a form knows of its request. */
export interface Writing {
  readonly isError: boolean;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly reset: () => void;
  readonly mutate: (writ: Writ) => void;
}

/** Tells a fact; whatever was read before is then read again. */
export function useWriting(onTold: () => void): Writing {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, body, key }: Writ) => tellFact(kind, body, key),
    onSuccess: async () => {
      onTold();
      await client.invalidateQueries();
    },
  });
}
