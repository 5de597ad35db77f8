import type { ReactNode } from "react";
import { ProblemNotice } from "./problem-notice.tsx";
import { Waiting } from "./waiting.tsx";

interface Properties<Data> {
  readonly query: {
    readonly data: Data | undefined;
    readonly isError: boolean;
    readonly error: unknown;
    readonly refetch: () => Promise<unknown>;
  };
  readonly lines?: number;
  readonly children: (data: Data) => ReactNode;
}

/** What was read, or that it is on its way, or why it did not come. An old answer stays while a new one is read. */
export function Answer<Data>({ query, lines = 5, children }: Properties<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError)
    return <ProblemNotice error={query.error} retry={() => void query.refetch()} />;
  return <Waiting lines={lines} />;
}
