import type { Argument } from "../../../../src/client/api/asked.ts";
import { type Place, placeOf } from "../../../../src/client/api/place-of.ts";
import { problemFrom, requestFailure } from "../../api/problem.ts";
import type { Operations, PortalWaiting } from "./generated-types.ts";
import { close, keepSessionToken, sessionToken } from "./session.ts";

/** What is passed with a request, whatever the route. */
interface Stated extends Place {
  readonly body?: unknown;
  readonly idempotencyKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

type Method = keyof Operations;

/** What a route is asked with. */
type Asked<M extends Method, P extends keyof Operations[M]> = Operations[M][P] extends {
  readonly asked: infer A;
}
  ? A & { readonly signal?: AbortSignal | undefined }
  : never;

/** What a route of the portal answers. */
export type Answer<M extends Method, P extends keyof Operations[M]> = Operations[M][P] extends {
  readonly answer: infer A;
}
  ? A
  : undefined;

/** Whether the seller has to approve what was asked for. */
export const isWaiting = <A extends object>(answer: A | PortalWaiting): answer is PortalWaiting =>
  "state" in answer && answer.state === "waiting";

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

/** Asks a route, as the portal's description types it. Rejects with a `RequestFailure`. */
export async function ask<M extends Method, P extends keyof Operations[M] & string>(
  method: M,
  path: P,
  ...[asked]: Argument<Asked<M, P>>
): Promise<Answer<M, P>> {
  const stated: Stated = asked ?? {};
  const { body, idempotencyKey, signal } = stated;
  const response = await send(placeOf(path, stated), {
    method,
    headers: {
      accept: "application/json",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  return (response.status === 204 ? undefined : await response.json()) as Answer<M, P>;
}

/** Reads an invoice or a credit note as a PDF. Rejects with a `RequestFailure`. */
export const readPdf = async (id: string, language: string): Promise<Blob> => {
  const place = { path: { id, format: "pdf" }, query: { language } };
  return (await send(placeOf("/portal/v1/invoices/{id}/documents/{format}", place), {})).blob();
};

/** Opens a session with the token of a link. Answers whether it did; why not stands in {@link close}. */
export async function enter(token: string): Promise<boolean> {
  const response = await fetch(placeOf("/portal/v1/session"), {
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
  const session = (await response.json()) as Answer<"POST", "/portal/v1/session">;
  keepSessionToken(session.token);
  return true;
}

/** Ends the session. */
export async function leave(): Promise<void> {
  await ask("DELETE", "/portal/v1/session");
  close("ended", "signed-out");
}
