import { problemFrom, requestFailure } from "../../api/problem.ts";
import { close, keepSessionToken, sessionToken } from "./session.ts";

/** Query parameters; undefined and empty ones are left out. */
export type Parameters = Readonly<Record<string, string | number | undefined>>;

/** A page of a list, and the cursor of the next or null on the last. */
export interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** `/portal/v1/…` with its query parameters. */
function address(path: string, parameters: Parameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined && value !== "") query.set(name, String(value));
  return `/portal/v1/${path}${query.size === 0 ? "" : `?${query}`}`;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  const token = sessionToken();
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(url, {
    credentials: "same-origin",
    ...init,
    headers: { ...init.headers, ...authorization },
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw requestFailure({ title: "no answer", status: 0 });
  });
  if (response.ok) return response;
  const problem = await problemFrom(response);
  if (problem.status === 401) {
    const code = problem.errors?.[0]?.code;
    close(code === "portal-session-ended" ? "ended" : "no-link", code);
  }
  throw requestFailure(problem);
}

/** Reads one JSON answer. Rejects with a `RequestFailure`. */
export async function read<Answer>(
  path: string,
  parameters: Parameters = {},
  signal?: AbortSignal,
): Promise<Answer> {
  const response = await send(address(path, parameters), {
    headers: { accept: "application/json" },
    ...(signal === undefined ? {} : { signal }),
  });
  return (await response.json()) as Answer;
}

/** Sends JSON and reads the answer, undefined where there is none. Rejects with a `RequestFailure`. */
export async function write<Answer>(
  method: "POST" | "PUT" | "DELETE",
  path: string,
  body?: unknown,
  idempotencyKey?: string,
): Promise<Answer> {
  const response = await send(address(path, {}), {
    method,
    headers: {
      accept: "application/json",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

/** Reads a file. Rejects with a `RequestFailure`. */
export const readFile = async (path: string, parameters: Parameters): Promise<Blob> =>
  (await send(address(path, parameters), {})).blob();

/** Opens a session with the token of a link. Answers whether it did; why not stands in {@link close}. */
export async function enter(token: string): Promise<boolean> {
  const response = await fetch(address("session", {}), {
    method: "POST",
    credentials: "same-origin",
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify({ token }),
  }).catch(() => undefined);
  if (response?.ok !== true) {
    const problem = response === undefined ? undefined : await problemFrom(response);
    close("link-refused", problem?.errors?.[0]?.code ?? problem?.code);
    return false;
  }
  const session = (await response.json()) as { readonly token: string | null };
  keepSessionToken(session.token);
  return true;
}

/** Ends the session. */
export async function leave(): Promise<void> {
  await write("DELETE", "session");
  close("ended", "signed-out");
}
