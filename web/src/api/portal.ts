import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api, apiWith } from "./request.ts";

/** What a tenant lets its customers do in their portal. */
export type PortalAllowance = PortalSettings["allow"];

/** How the portal looks and what it allows. */
export type PortalSettings = Omit<
  Florin.PortalSettingsInForce,
  "shownName" | "textOnColour" | "contrast"
>;

/** The same, and what it is called where no name is chosen. */
export type PortalSettingsView = PortalSettings & Pick<Florin.PortalSettingsInForce, "shownName">;

/** What somebody of a customer may be in its portal. */
export type PortalRole = PortalLink["role"];

/** A way into the portal of a customer. Instants are of real time, whatever the server's clock says. */
export type PortalLink = Florin.Item<"/v1/portal-links">;

/** A link that was just made; its address cannot be read again. */
export type NewPortalLink = Florin.Answer<"POST", "/v1/portal-links">;

/** What a new link is to be. */
export type PortalLinkRequest = Florin.Asked<"POST", "/v1/portal-links">["body"];

/** Reads how the portal is set. */
export const portalSettingsQuery = queryOptions({
  queryKey: ["portal-settings"],
  queryFn: ({ signal }) => api.get("/v1/portal-settings", { signal }),
});

/** Replaces the settings. Rejects with a `RequestFailure`. */
export const savePortalSettings = (settings: PortalSettings, key: string) =>
  apiWith(key).put("/v1/portal-settings", { body: settings });

/** Reads the links of a customer's portal, the latest first, 10 at a time. */
export const portalLinksQuery = (customer: string) =>
  infiniteQueryOptions({
    queryKey: ["portal-links", customer],
    queryFn: ({ pageParam, signal }) =>
      api.get("/v1/portal-links", { query: { customer, limit: 10, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

/** Makes a link. Rejects with a `RequestFailure`. */
export const addPortalLink = (request: PortalLinkRequest, key: string) =>
  apiWith(key).post("/v1/portal-links", { body: request });

/** Withdraws a link, and ends the visits that began with it. Rejects with a `RequestFailure`. */
export const revokePortalLink = (id: string, key: string) =>
  apiWith(key).delete("/v1/portal-links/{id}", { path: { id } });

/** Somebody of a customer who has its portal. Instants are of real time. */
export type PortalMember = Florin.PortalMember;

/** Reads who of a customer has its portal, oldest first. */
export const portalMembersQuery = (customer: string) =>
  queryOptions({
    queryKey: ["portal-members", customer],
    queryFn: ({ signal }) =>
      api.get("/v1/customers/{id}/portal-members", { path: { id: customer }, signal }),
  });

/** Takes the portal from somebody, and ends their visits. Rejects with a `RequestFailure`. */
export const removePortalMember = (customer: string, member: string, key: string) =>
  apiWith(key).delete("/v1/customers/{id}/portal-members/{member}", {
    path: { id: customer, member },
  });
