import { useSyncExternalStore } from "react";

/** Light or dark, or as the reader's system has it. */
export type SchemeChoice = "auto" | "light" | "dark";

const kept = "florin-portal-scheme";
const system = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();
let choice: SchemeChoice = read();

function read(): SchemeChoice {
  try {
    const found = localStorage.getItem(kept);
    return found === "light" || found === "dark" ? found : "auto";
  } catch {
    return "auto";
  }
}

/** The scheme in use. */
export const schemeNow = (): "light" | "dark" =>
  choice === "auto" ? (system.matches ? "dark" : "light") : choice;

/** Marks the document light or dark: before the first paint, and when the choice or the system changes. */
export function applyScheme(): void {
  // The name of the mark is that of the console's sheets, which the portal shares.
  document.documentElement.setAttribute("data-mantine-color-scheme", schemeNow());
}

/** Chooses light, dark or the system's, and keeps it in this browser where it may. */
export function chooseScheme(next: SchemeChoice): void {
  choice = next;
  try {
    if (next === "auto") localStorage.removeItem(kept);
    else localStorage.setItem(kept, next);
  } catch {
    // A frame of another site may keep nothing: the choice holds for this page.
  }
  applyScheme();
  for (const listener of listeners) listener();
}

system.addEventListener("change", () => {
  applyScheme();
  for (const listener of listeners) listener();
});

/** What was chosen. */
export const useSchemeChoice = (): SchemeChoice =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => choice,
  );
