import { useSyncExternalStore } from "react";

let signedOut = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Notes whether the server accepts this browser's session. Set to true by any answer 401, to false by a sign-in. */
export function setSignedOut(value: boolean): void {
  signedOut = value;
  for (const listener of listeners) listener();
}

/** Whether the server has refused this browser's session. */
export function useSignedOut(): boolean {
  return useSyncExternalStore(subscribe, () => signedOut);
}
