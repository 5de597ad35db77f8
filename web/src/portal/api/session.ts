import { useSyncExternalStore } from "react";
import { keepInTab, keptInTab } from "../shell/kept-in-tab.ts";

/** Why nothing can be shown: nobody came with a link, the link does not work, or the session has ended. */
export type Closed = "no-link" | "link-refused" | "ended";

let token: string | null = keptInTab("session");
let closed: { readonly why: Closed; readonly code: string | undefined } | undefined;
const listeners = new Set<() => void>();

/** What an embedded page shows with each request, where cookies do not reach; null where the cookie does. */
export const sessionToken = (): string | null => token;

/** Keeps the session of an embedded page for as long as its frame lives; null forgets it. */
export function keepSessionToken(given: string | null): void {
  token = given;
  keepInTab("session", given);
}

/** Notes that the server shows nothing more to this page. */
export function close(why: Closed, code?: string): void {
  closed = { why, code };
  keepSessionToken(null);
  keepInTab("page", null);
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
