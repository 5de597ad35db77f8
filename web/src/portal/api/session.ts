import { useSyncExternalStore } from "react";

const kept = "florin-portal-session";

/** Why nothing can be shown: nobody came with a link, the link does not work, or the session has ended. */
export type Closed = "no-link" | "link-refused" | "ended";

let token: string | null = read();
let closed: { readonly why: Closed; readonly code: string | undefined } | undefined;
const listeners = new Set<() => void>();

/** Storage of other people's frames may be forbidden. */
function read(): string | null {
  try {
    return sessionStorage.getItem(kept);
  } catch {
    return null;
  }
}

/** What an embedded page shows with each request, where cookies do not reach; null where the cookie does. */
export const sessionToken = (): string | null => token;

/** Keeps the session of an embedded page for as long as its frame lives; null forgets it. */
export function keepSessionToken(given: string | null): void {
  token = given;
  try {
    if (given === null) sessionStorage.removeItem(kept);
    else sessionStorage.setItem(kept, given);
  } catch {
    // It is good for this page, and gone with it.
  }
}

/** Notes that the server shows nothing more to this page. */
export function close(why: Closed, code?: string): void {
  closed = { why, code };
  keepSessionToken(null);
  for (const listener of listeners) listener();
}

/** Why this page is closed; undefined while it is not. */
export const useClosed = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => closed,
  );
