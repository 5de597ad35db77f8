/** What a tab remembers of the portal for as long as it is open. Storage of other people's frames may be forbidden: then nothing is. */
type Kept = "session" | "page";

const nameOf = (kept: Kept): string => `florin-portal-${kept}`;

/** What was kept; null where nothing was, or may be. */
export function keptInTab(kept: Kept): string | null {
  try {
    return sessionStorage.getItem(nameOf(kept));
  } catch {
    return null;
  }
}

/** Keeps something until the tab is closed; null forgets it. */
export function keepInTab(kept: Kept, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(nameOf(kept));
    else sessionStorage.setItem(nameOf(kept), value);
  } catch {
    // It is good for this page, and gone with it.
  }
}
