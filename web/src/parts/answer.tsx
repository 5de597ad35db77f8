import type { ReactNode } from "react";
import { ProblemNotice } from "./problem-notice.tsx";

/** What any query knows of its answer: one page or many, read or failed. */
export interface QueryAnswer<Data> {
  readonly data: Data | undefined;
  readonly isError: boolean;
  readonly error: unknown;
  readonly refetch: () => Promise<unknown>;
}

interface Properties<Data> {
  readonly query: QueryAnswer<Data>;
  readonly loading: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/** What was read, or that it is being read, or why it could not be. An old answer stays while a new one is read. */
export function Answer<Data>({ query, loading, children }: Properties<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return <ProblemNotice error={query.error} retry={() => void query.refetch()} />;
  }
  return loading;
}
