import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { closeMonth, closeQuery, closesQuery } from "../../api/closes.ts";

/** The closed months, and the one to close next. */
export const useCloses = () => useQuery(closesQuery);

/** One month, as it was closed or as its close would find it. */
export const useClose = (month: string) => useQuery(closeQuery(month));

/** Closes a month; whatever the books say is then read again. */
export function useClosing() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: closeMonth,
    onSuccess: async () => {
      await client.invalidateQueries();
    },
  });
}
