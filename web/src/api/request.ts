import { problemFrom, requestFailure } from "./problem.ts";

/** Query parameters; undefined and empty ones are left out. */
export type Parameters = Readonly<Record<string, string | number | undefined>>;

/** A cursor page: its items, and the cursor of the next page or null on the last. */
export interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** `/v1/…` with its query parameters. */
export function address(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  return query.size === 0 ? path : `${path}?${query}`;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, { credentials: "same-origin", ...init }).catch((cause) => {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw requestFailure({
      title: "The server did not answer",
      status: 0,
      detail: "Check that Florin is running and reachable from this browser, then try again.",
    });
  });
  if (!response.ok) throw requestFailure(await problemFrom(response));
  return response;
}

/** Reads one JSON answer. Rejects with a `RequestFailure`. */
export async function read<Answer>(
  path: string,
  parameters: Parameters,
  signal: AbortSignal,
): Promise<Answer> {
  const headers = { accept: "application/json" };
  const response = await send(address(path, parameters), { headers, signal });
  return (await response.json()) as Answer;
}

/** Pages that {@link readAll} reads at most, of 500 items each. */
const pagesMost = 100;

/** Reads every item of a list, page by page: for a file that has all of them. Rejects with a `RequestFailure`. */
export async function readAll<Item>(
  path: string,
  parameters: Parameters,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  const { signal } = new AbortController();
  for (let page = 0; page < pagesMost; page += 1) {
    const answer = await read<PageOf<Item>>(path, { ...parameters, limit: 500, cursor }, signal);
    items.push(...answer.items);
    if (answer.next === null) break;
    cursor = answer.next;
  }
  return items;
}

/** Reads an answer as text. Rejects with a `RequestFailure`. */
export const readText = async (path: string, init: RequestInit): Promise<string> =>
  (await send(path, init)).text();

/** Reads an answer as a file. Rejects with a `RequestFailure`. */
export const readFile = async (path: string): Promise<Blob> => (await send(path, {})).blob();

/** Instead of a key: the session writes itself, as that of a person does. */
export const bySession = "";

/** What shows who writes: an API key, and then no cookie, or the session. */
const credentialsOf = (key: string) =>
  key === bySession
    ? { credentials: "same-origin" as const, headers: {} }
    : { credentials: "omit" as const, headers: { authorization: `Bearer ${key}` } };

/**
 * Writes with an API key that is good for this one request and kept nowhere, or {@link bySession}. Rejects with a
 * `RequestFailure`.
 */
export async function write(
  path: string,
  method: "PUT" | "DELETE",
  key: string,
  body?: string | Blob,
  type?: string,
): Promise<void> {
  const { credentials, headers } = credentialsOf(key);
  await send(path, {
    method,
    credentials,
    headers: {
      ...headers,
      accept: "application/json",
      ...(type === undefined ? {} : { "content-type": type }),
    },
    ...(body === undefined ? {} : { body }),
  });
}

/** Asks with a JSON body for what changes nothing. Rejects with a `RequestFailure`. */
export async function ask<Answer>(
  path: string,
  body: unknown,
  signal?: AbortSignal,
): Promise<Answer> {
  const response = await send(path, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });
  return (await response.json()) as Answer;
}

/** Posts JSON with a key as {@link write} does, and reads the answer. Rejects with a `RequestFailure`. */
export async function post<Answer>(
  path: string,
  body: unknown,
  key: string,
  method: "POST" | "PUT" = "POST",
): Promise<Answer> {
  const { credentials, headers } = credentialsOf(key);
  const response = await send(path, {
    method,
    credentials,
    headers: { ...headers, accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Answer;
}

/** Posts a file as its bytes with a key, and reads the answer. Rejects with a `RequestFailure`. */
export async function postFile<Answer>(
  path: string,
  parameters: Parameters,
  file: Blob,
  key: string,
): Promise<Answer> {
  const { credentials, headers } = credentialsOf(key);
  const response = await send(address(path, parameters), {
    method: "POST",
    credentials,
    headers: {
      ...headers,
      accept: "application/json",
      "content-type": "application/octet-stream",
    },
    body: file,
  });
  return (await response.json()) as Answer;
}

/** Ends the session. Rejects with a `RequestFailure`. */
export async function signOut(): Promise<void> {
  await send("/logout", { method: "POST", headers: { accept: "application/json" } });
}

const signInBy = async (path: string, body: object): Promise<void> => {
  await send(path, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(body),
  });
};

/** Exchanges an API key for the session cookie. Rejects with a `RequestFailure` when the key is not accepted. */
export const signInWithKey = (key: string): Promise<void> => signInBy("/login", { key });

/** What a person signs in with. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Of an app, or a recovery code; where it is asked for. */
  readonly code?: string;
  readonly environment?: string;
}

/** Signs a person in. Rejects with a `RequestFailure`; of code `one-time-code-needed` where only that is missing. */
export const signInWithPassword = (credentials: Credentials): Promise<void> =>
  signInBy("/sign-in", credentials);

/** Takes an invitation with a password of one's own, and is signed in. Rejects with a `RequestFailure`. */
export const takeInvitation = (invitation: string, password: string): Promise<void> =>
  signInBy("/invitations", { invitation, password });

/** Chooses another password by what somebody handed over, and is signed in. Rejects with a `RequestFailure`. */
export const recoverByLink = (recovery: string, password: string, code?: string): Promise<void> =>
  signInBy("/recoveries", { recovery, password, ...(code === undefined ? {} : { code }) });

/** What stands for a password that is forgotten: a recovery code, and a code of the app or another recovery code. */
export interface RecoveryByCode {
  readonly email: string;
  readonly recoveryCode: string;
  readonly code: string;
  readonly password: string;
}

/** Chooses another password by a recovery code, and is signed in. Rejects with a `RequestFailure`. */
export const recoverByCode = (recovery: RecoveryByCode): Promise<void> =>
  signInBy("/recoveries/by-code", recovery);
