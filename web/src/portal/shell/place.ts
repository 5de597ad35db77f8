import { useSyncExternalStore } from "react";
import { keepInTab, keptInTab } from "./kept-in-tab.ts";

const root = "/portal";
const listeners = new Set<() => void>();

const isEmbed = (path: string): boolean => path.startsWith(`${root}/embed/`);

/**
 * Where an embedded page is: its address stays that of the frame, which alone may be shown in one, so the entry of its
 * history says it. Undefined where the address does.
 */
let inFrame = isEmbed(location.pathname) ? (placeInHistory() ?? `${root}/`) : undefined;

if (inFrame !== undefined) history.replaceState({ place: inFrame }, "");
addEventListener("popstate", () => {
  // A part of the page that is gone to is an entry of its own, which says no place.
  if (inFrame !== undefined) inFrame = keep(placeInHistory() ?? inFrame);
  tell();
});

function placeInHistory(): string | undefined {
  const state: { readonly place?: unknown } | null = history.state;
  return typeof state?.place === "string" ? state.place : undefined;
}

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
  const [state, path] = inFrame === undefined ? [null, address] : [{ place: address }, undefined];
  if (inFrame !== undefined) inFrame = keep(address);
  if (how === "push") {
    history.pushState(state, "", path);
    scrollTo(0, 0);
  } else history.replaceState(state, "", path);
  tell();
}

/** The address in use. */
export const useAddress = (): string =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, href);

/** Notes the page of a frame for when the page around it is loaded anew, with another link. */
function keep(address: string): string {
  keepInTab("page", placeOf(address).page);
  return address;
}

/** Where whoever came in by a link begins: a frame on the page that it showed last in this tab. */
export const firstPlace = (): string =>
  addressOf(inFrame === undefined ? "" : (keptInTab("page") ?? ""));

/** Takes the token of a link out of the address, where it must not stay. */
export function takeToken(): string | undefined {
  const token = /^#(?:token=)?([^#]+)$/.exec(location.hash)?.[1];
  if (token === undefined || token === "main") return undefined;
  history.replaceState(history.state, "", `${location.pathname}${location.search}`);
  return token;
}
