import { useSyncExternalStore } from "react";

const root = "/portal";
const listeners = new Set<() => void>();

/**
 * Where an embedded page is: its address stays that of the frame, which alone may be shown in one. Undefined where the
 * address says it.
 */
let inFrame: string | undefined;

const isEmbed = (path: string): boolean => path.startsWith(`${root}/embed/`);

if (isEmbed(location.pathname)) inFrame = `${root}/`;
addEventListener("popstate", tell);

function tell(): void {
  for (const listener of listeners) listener();
}

const href = (): string => inFrame ?? `${location.pathname}${location.search}`;

/** A place in the portal: `invoices/INV-1?paid=1` as its parts. */
export interface Place {
  /** Empty for the overview. */
  readonly page: string;
  readonly id: string | undefined;
  readonly search: URLSearchParams;
}

/** The parts of an address of the portal. */
export function placeOf(address: string): Place {
  const { pathname, searchParams } = new URL(address, "http://portal.invalid");
  const [page = "", id] = pathname.slice(root.length).split("/").filter(Boolean);
  return { page, id: id === undefined ? undefined : decoded(id), search: searchParams };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a page, and of one thing on it. */
export const addressOf = (page: string, id?: string): string =>
  `${root}/${page}${id === undefined ? "" : `/${encodeURIComponent(id)}`}`;

/** Goes to an address of the portal. */
export function goTo(address: string, how: "push" | "replace" = "push"): void {
  if (inFrame !== undefined) inFrame = address;
  else if (how === "push") history.pushState(null, "", address);
  else history.replaceState(null, "", address);
  if (how === "push") scrollTo(0, 0);
  tell();
}

/** The address in use. */
export const useAddress = (): string =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, href);

/** Takes the token of a link out of the address, where it must not stay. */
export function takeToken(): string | undefined {
  const token = /^#(?:token=)?([^#]+)$/.exec(location.hash)?.[1];
  if (token === undefined || token === "main") return undefined;
  history.replaceState(null, "", `${location.pathname}${location.search}`);
  return token;
}
