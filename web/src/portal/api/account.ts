import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Alert } from "../../api/alerts.ts";
import type { CustomerCredits } from "../../api/credits.ts";
import type { CustomerKey, NewCustomerKey } from "../../api/customer-keys.ts";
import type { PortalRole } from "./me.ts";
import { type PageOf, read, write } from "./request.ts";

/** Somebody who may open the customer's portal. */
export interface PortalMember {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: PortalRole;
  readonly state: "invited" | "active";
  readonly createdAt: string;
  readonly lastSeenAt: string | null;
  /** Whether it is who looks. */
  readonly current: boolean;
}

/** A way in for a member, shown once. */
export interface MemberLink {
  readonly link: string;
  readonly linkUntil: string;
}

/** Who is to be invited. */
export interface MemberAsked {
  readonly name: string;
  readonly email: string;
  readonly role: PortalRole;
}

/** Reads the customer's credits. */
export const creditsQuery = queryOptions({
  queryKey: ["credits"],
  queryFn: ({ signal }) => read<CustomerCredits>("credits", {}, signal),
});

/** Reads alerts, the latest first. */
export const alertsQuery = infiniteQueryOptions({
  queryKey: ["alerts"],
  queryFn: ({ pageParam, signal }) =>
    read<PageOf<Alert>>("alerts", { limit: 25, cursor: pageParam }, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
});

/** Reads who may open the portal. */
export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: ({ signal }) => read<{ readonly items: readonly PortalMember[] }>("members", {}, signal),
});

const memberPath = (id: string): string => `members/${encodeURIComponent(id)}`;

/** Invites somebody. Rejects with a `RequestFailure`. */
export const inviteMember = (asked: MemberAsked): Promise<PortalMember & MemberLink> =>
  write("POST", "members", asked);

/** Gives a member another role. Rejects with a `RequestFailure`. */
export const changeRole = (id: string, role: PortalRole): Promise<PortalMember> =>
  write("PUT", memberPath(id), { role });

/** Makes a new way in for a member; the old ones end. Rejects with a `RequestFailure`. */
export const newMemberLink = (id: string): Promise<MemberLink> =>
  write("POST", `${memberPath(id)}/links`, {});

/** Removes a member. Rejects with a `RequestFailure`. */
export const removeMember = (id: string): Promise<void> => write("DELETE", memberPath(id));

/** Reads the customer's API keys. */
export const keysQuery = queryOptions({
  queryKey: ["keys"],
  queryFn: ({ signal }) => read<{ readonly items: readonly CustomerKey[] }>("keys", {}, signal),
});

/** Makes a key. Rejects with a `RequestFailure`. */
export const addKey = (asked: { name: string; expiresAt?: string }): Promise<NewCustomerKey> =>
  write("POST", "keys", asked);

/** Revokes a key for good. Rejects with a `RequestFailure`. */
export const revokeKey = (id: string): Promise<CustomerKey> =>
  write("DELETE", `keys/${encodeURIComponent(id)}`);
