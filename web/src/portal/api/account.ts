import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type {
  CustomerKeyRequest,
  PortalInvitation,
  PortalPerson,
  PortalPersonLink,
} from "./generated-types.ts";
import type { PortalRole } from "./me.ts";
import { ask } from "./request.ts";

/** Somebody who may open the customer's portal. */
export type PortalMember = PortalPerson;

/** A way in for a member, shown once. */
export type MemberLink = PortalPersonLink;

/** Reads the customer's credits. */
export const creditsQuery = queryOptions({
  queryKey: ["credits"],
  queryFn: ({ signal }) => ask("GET", "/portal/v1/credits", { signal }),
});

/** Reads alerts, the latest first. */
export const alertsQuery = infiniteQueryOptions({
  queryKey: ["alerts"],
  queryFn: ({ pageParam, signal }) =>
    ask("GET", "/portal/v1/alerts", { query: { limit: 25, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
});

/** Reads who may open the portal. */
export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: ({ signal }) => ask("GET", "/portal/v1/members", { signal }),
});

/** Invites somebody. Rejects with a `RequestFailure`. */
export const inviteMember = (body: PortalInvitation) => ask("POST", "/portal/v1/members", { body });

/** Gives a member another role. Rejects with a `RequestFailure`. */
export const changeRole = (id: string, role: PortalRole) =>
  ask("PUT", "/portal/v1/members/{id}", { path: { id }, body: { role } });

/** Makes a new way in for a member; the old ones end. Rejects with a `RequestFailure`. */
export const newMemberLink = (id: string) =>
  ask("POST", "/portal/v1/members/{id}/links", { path: { id } });

/** Removes a member. Rejects with a `RequestFailure`. */
export const removeMember = (id: string) =>
  ask("DELETE", "/portal/v1/members/{id}", { path: { id } });

/** Reads the customer's API keys. */
export const keysQuery = queryOptions({
  queryKey: ["keys"],
  queryFn: ({ signal }) => ask("GET", "/portal/v1/keys", { signal }),
});

/** Makes a key. Rejects with a `RequestFailure`. */
export const addKey = (body: CustomerKeyRequest) => ask("POST", "/portal/v1/keys", { body });

/** Revokes a key for good. Rejects with a `RequestFailure`. */
export const revokeKey = (id: string) => ask("DELETE", "/portal/v1/keys/{id}", { path: { id } });
