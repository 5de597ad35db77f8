import { QueryCache, QueryClient } from "@tanstack/react-query";
import { isRequestFailure } from "./problem.ts";
import { setSignedOut } from "./session.ts";

/** A client that shows old answers while it reads new ones, retries only silence, and reports a refused session. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (isRequestFailure(error) && error.problem.status === 401) setSignedOut(true);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) =>
          failures < 2 && isRequestFailure(error) && error.problem.status === 0,
      },
    },
  });
}
