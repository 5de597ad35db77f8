/** One field of a refused request: where it is (JSON pointer), which rule, and what to do. */
export interface ProblemField {
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly value?: unknown;
  readonly suggestion?: string;
}

/** A problem document (RFC 9457) as the server sends it; status 0 means that no answer came at all. */
export interface Problem {
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly code?: string;
  readonly requestId?: string;
  readonly errors?: readonly ProblemField[];
}

/** What every request of the console rejects with. */
export type RequestFailure = Error & { readonly problem: Problem };

/** An error that carries its problem document. */
export function requestFailure(problem: Problem): RequestFailure {
  return Object.assign(new Error(problem.title), { problem });
}

/** Whether a caught value is a failed request, and so has a problem document. */
export function isRequestFailure(value: unknown): value is RequestFailure {
  return value instanceof Error && "problem" in value;
}

/** The problem document of any caught value; a fault of the console itself becomes one of status 0. */
export function problemOf(value: unknown): Problem {
  if (isRequestFailure(value)) return value.problem;
  const detail = value instanceof Error ? value.message : String(value);
  return { title: "The console could not show this", status: 0, detail };
}

/** Reads the problem document of a failed answer; an answer without one (a proxy's page) is described by its status. */
export async function problemFrom(response: Response): Promise<Problem> {
  const requestId = response.headers.get("x-request-id");
  const fallback: Problem = {
    title: response.statusText === "" ? `Answer ${response.status}` : response.statusText,
    status: response.status,
    ...(requestId === null ? {} : { requestId }),
  };
  const kind = response.headers.get("content-type") ?? "";
  if (!kind.includes("json")) return fallback;
  const body: unknown = await response.json().catch(() => null);
  return typeof body === "object" && body !== null ? { ...fallback, ...body } : fallback;
}
