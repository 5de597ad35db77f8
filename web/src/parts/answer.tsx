import type { ReactNode } from "react";
import { problemOf } from "../api/problem.ts";
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
  /** What stands where the server has no such thing, to be told apart from an answer that did not come. */
  readonly missing?: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/** Whether the server answered that there is no such thing. */
export const isMissing = ({ isError, error }: Pick<QueryAnswer<unknown>, "isError" | "error">) =>
  isError && problemOf(error).status === 404;

/** What was read, or that it is being read, or why it could not be. An old answer stays while a new one is read. */
export function Answer<Data>({ query, loading, missing, children }: Properties<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (missing !== undefined && isMissing(query)) return missing;
  if (query.isError) {
    return <ProblemNotice error={query.error} retry={() => void query.refetch()} />;
  }
  return loading;
}
