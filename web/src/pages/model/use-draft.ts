import { useCallback, useSyncExternalStore } from "react";
import { useCaller } from "../../parts/use-caller.ts";

/** A model that is being worked on: its text, and the version that it began from. */
export interface Draft {
  /** `id@version`; null where nothing was published. */
  readonly base: string | null;
  readonly text: string;
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

const told = (): void => {
  for (const listener of listeners) listener();
};

/** What could not be kept in the browser, for as long as the page is open. */
const unkept = new Map<string, string>();

function stored(key: string): string | null {
  try {
    return unkept.get(key) ?? window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key: string, value: string | null): void {
  unkept.delete(key);
  try {
    if (value === null) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, value);
  } catch {
    if (value !== null) unkept.set(key, value);
  }
  told();
}

/** The draft of the environment that is looked at. It is kept in this browser until it is published or thrown away. */
export function useDraft(): {
  readonly draft: Draft | undefined;
  readonly keep: (draft: Draft) => void;
  readonly drop: () => void;
} {
  const caller = useCaller();
  const key = `florin.model-draft.${caller?.environment ?? ""}`;
  const text = useSyncExternalStore(subscribe, () => stored(key));
  const keep = useCallback((draft: Draft) => store(key, JSON.stringify(draft)), [key]);
  const drop = useCallback(() => store(key, null), [key]);
  return { draft: text === null ? undefined : readDraft(text), keep, drop };
}

/** What the browser keeps; undefined where it is no draft, as somebody else may have written there. */
function readDraft(text: string): Draft | undefined {
  try {
    const { base, text: written } = JSON.parse(text) as Partial<Draft>;
    return typeof written === "string" ? { base: base ?? null, text: written } : undefined;
  } catch {
    return undefined;
  }
}
