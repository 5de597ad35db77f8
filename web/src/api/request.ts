import {
  type Asked,
  addressOf,
  type FlorinApi,
  type FlorinApiOptions,
  florinApi,
  type Item,
  type ListPath,
  type Narrowing,
  type PageOf,
  type RecoveryByCode,
  type SetUp,
  type SignIn,
} from "../../../src/client/api/index.ts";
import { requestFailure } from "./problem.ts";

export { addressOf, type PageOf };

/** Asks the server that the page came from; one that does not answer is a failed request as well. */
const reach: typeof fetch = (url, init) =>
  fetch(url, init).catch((cause) => {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw requestFailure({
      title: "The server did not answer",
      status: 0,
      detail: "Check that Florin is running and reachable from this browser, then try again.",
    });
  });

/** Pages that {@link every} reads at most, of 500 items each. */
const pagesMost = 100;

/** The queries themselves ask again, and what takes long is waited for as long as its page is open. */
const here: FlorinApiOptions = { url: "", fetch: reach, timeoutMs: 0, retriesMax: 0 };

/** The API as who is signed in asks it. Every call rejects with a `RequestFailure`. */
export const api: FlorinApi = florinApi(here);

/** The API with a key that is good for this one request and kept nowhere, or {@link bySession}. */
export const apiWith = (key: string): FlorinApi =>
  key === bySession ? api : florinApi({ ...here, key });

/** Every item of a list, page by page: for a file that has all of them. Rejects with a `RequestFailure`. */
export async function every<P extends ListPath>(
  path: P,
  query: Omit<Narrowing<P>, "limit" | "cursor">,
): Promise<readonly Item<P>[]> {
  const items: Item<P>[] = [];
  let pages = 0;
  // The compiler cannot see that every list takes a limit.
  const asked = { query: { ...query, limit: 500 } } as unknown as Asked<"GET", P>;
  for await (const page of (api.pages as Pages<P>)(path, asked)) {
    items.push(...page.items);
    pages += 1;
    if (pages === pagesMost) break;
  }
  return items;
}

type Pages<P extends ListPath> = (
  path: P,
  asked: Asked<"GET", P>,
) => AsyncIterable<{ readonly items: readonly Item<P>[] }>;

/** Instead of a key: the session writes itself, as that of a person does. */
export const bySession = "";

/** Ends the session. Rejects with a `RequestFailure`. */
export const signOut = () => api.post("/logout");

/** Exchanges an API key for the session cookie. Rejects with a `RequestFailure` when the key is not accepted. */
export const signInWithKey = (key: string) => api.post("/login", { body: { key } });

/** What a person signs in with. */
export type Credentials = SignIn;

/** Signs a person in. Rejects with a `RequestFailure`; of code `one-time-code-needed` where only that is missing. */
export const signInWithPassword = (credentials: Credentials) =>
  api.post("/sign-in", { body: credentials });

/** Takes an invitation with a password of one's own, and is signed in. Rejects with a `RequestFailure`. */
export const takeInvitation = (invitation: string, password: string) =>
  api.post("/invitations", { body: { invitation, password } });

/** Who becomes the first owner, with what the server printed when it started. */
export type FirstOwner = SetUp;

/** Sets the server up, and is signed in. Rejects with a `RequestFailure`. */
export const setUp = (owner: FirstOwner) => api.post("/set-up", { body: owner });

/** Chooses another password by what somebody handed over, and is signed in. Rejects with a `RequestFailure`. */
export const recoverByLink = (recovery: string, password: string, code?: string) =>
  api.post("/recoveries", {
    body: { recovery, password, ...(code === undefined ? {} : { code }) },
  });

/** Chooses another password by a recovery code, and is signed in. Rejects with a `RequestFailure`. */
export const recoverByCode = (recovery: RecoveryByCode) =>
  api.post("/recoveries/by-code", { body: recovery });
