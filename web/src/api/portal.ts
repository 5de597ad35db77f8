import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type PageOf, post, read, write } from "./request.ts";

/** What a tenant lets its customers do in their portal. */
export interface PortalAllowance {
  readonly changePlan: boolean;
  readonly cancel: boolean;
  readonly paymentMethod: boolean;
  readonly keys: boolean;
  readonly members: boolean;
}

/** How the portal looks and what it allows. */
export interface PortalSettings {
  readonly name: string | null;
  /** A `data:` URL. */
  readonly logo: string | null;
  readonly colour: string;
  readonly supportEmail: string | null;
  readonly supportUrl: string | null;
  readonly languages: readonly ("en" | "de")[];
  readonly origins: readonly string[];
  readonly address: string | null;
  readonly allow: PortalAllowance;
  readonly plans: "all" | readonly string[];
}

/** The same, and what it is called where no name is chosen. */
export interface PortalSettingsView extends PortalSettings {
  readonly shownName: string;
}

/** What somebody of a customer may be in its portal. */
export type PortalRole = "admin" | "billing" | "viewer";

/** A way into the portal of a customer. Instants are of real time, whatever the server's clock says. */
export interface PortalLink {
  readonly id: string;
  readonly customer: string;
  readonly member: { readonly id: string; readonly name: string; readonly email: string } | null;
  readonly role: PortalRole;
  readonly embed: boolean;
  readonly once: boolean;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly usedAt: string | null;
  readonly state: "open" | "expired" | "revoked" | "used";
}

/** A link that was just made; its address cannot be read again. */
export interface NewPortalLink extends PortalLink {
  readonly url: string;
}

/** What a new link is to be. */
export interface PortalLinkRequest {
  readonly customer: string;
  readonly for?: { readonly name: string; readonly email: string };
  readonly role: PortalRole;
  /** An ISO 8601 duration, such as `PT15M`. */
  readonly expiresIn: string;
  readonly embed?: true;
}

/** Reads how the portal is set. */
export const portalSettingsQuery = queryOptions({
  queryKey: ["portal-settings"],
  queryFn: ({ signal }) => read<PortalSettingsView>("/v1/portal-settings", {}, signal),
});

/** Replaces the settings. Rejects with a `RequestFailure`. */
export const savePortalSettings = (settings: PortalSettings, key: string) =>
  post<PortalSettingsView>("/v1/portal-settings", settings, key, "PUT");

/** Reads the links of a customer's portal, the latest first, 10 at a time. */
export const portalLinksQuery = (customer: string) =>
  infiniteQueryOptions({
    queryKey: ["portal-links", customer],
    queryFn: ({ pageParam, signal }) =>
      read<PageOf<PortalLink>>(
        "/v1/portal-links",
        { customer, limit: 10, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

/** Makes a link. Rejects with a `RequestFailure`. */
export const addPortalLink = (request: PortalLinkRequest, key: string) =>
  post<NewPortalLink>("/v1/portal-links", request, key);

/** Withdraws a link, and ends the visits that began with it. Rejects with a `RequestFailure`. */
export const revokePortalLink = (id: string, key: string): Promise<void> =>
  write(`/v1/portal-links/${encodeURIComponent(id)}`, "DELETE", key);
