import type { PortalRole } from "../../access/portal-acts.ts";
import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { noteChange } from "../../store/act.ts";
import { knownCustomers } from "../../store/customers.ts";
import { revokeLinksOf } from "../../store/portal-links.ts";
import {
  addPortalMember,
  endPortalMember,
  holdPortalMember,
  portalMembersOf,
  type StoredPortalMember,
  setPortalRole,
} from "../../store/portal-members.ts";
import type { Tx } from "../../store/tenant.ts";
import { formatInstant } from "../../time/instant.ts";
import { randomText } from "../key-secrets.ts";
import { emailFault, knownEmail } from "../member-desk.ts";
import { noSuchCustomer } from "../no-such-customer.ts";
import { reading } from "../report-parts.ts";
import { type LinkKeeper, linkMsMax, tooManyMembers } from "./portal-links.ts";
import type { PortalPeopleParts } from "./portal-sessions.ts";

/** Whom a customer lets into its portal. */
export interface PortalInvitation {
  readonly name: string;
  readonly email: string;
  readonly role: PortalRole;
}

/** A person of a customer. Instants are RFC 3339, UTC, of real time. */
export interface PortalMemberView extends PortalInvitation {
  readonly id: string;
  /** `invited` before they came. */
  readonly state: "invited" | "active";
  readonly createdAt: string;
  /** To the minute; null before they came. */
  readonly lastSeenAt: string | null;
}

/** A way in for one person, to be handed to them: no mail is sent. */
export interface PortalWayIn {
  /** What opens the portal for them: it is kept nowhere and cannot be shown again. */
  readonly token: string;
  readonly linkUntil: string;
}

/** Who of a customer is let into its portal. Somebody of another customer is `not-found`. */
export interface PortalMembers {
  /** Oldest first. Refuses `unknown-customer`. */
  readonly list: (tenant: string, customer: string) => Promise<Result<readonly PortalMemberView[]>>;
  /** Refuses `invalid-email`, `already-member` and `too-many-members`. */
  readonly invite: (
    tenant: string,
    customer: string,
    invitation: PortalInvitation,
  ) => Promise<Result<PortalMemberView & PortalWayIn>>;
  readonly change: (
    tenant: string,
    customer: string,
    id: string,
    role: PortalRole,
  ) => Promise<Result<PortalMemberView>>;
  /** Makes a new way in; those before it end, with their sessions. */
  readonly letIn: (tenant: string, customer: string, id: string) => Promise<Result<PortalWayIn>>;
  /** Removes somebody, and ends their sessions. */
  readonly remove: (
    tenant: string,
    customer: string,
    id: string,
  ) => Promise<Result<PortalMemberView>>;
}

/** Opens the desk of customers' people. */
export function createPortalMembers(
  { store, realNow }: PortalPeopleParts,
  links: Pick<LinkKeeper, "keep">,
): PortalMembers {
  const withMember = <T>(
    tenant: string,
    customer: string,
    id: string,
    work: (tx: Tx, member: StoredPortalMember) => Promise<T>,
  ): Promise<Result<T>> =>
    store.withTenant(tenant, async (tx): Promise<Result<T>> => {
      const member = await holdPortalMember(tx, id);
      if (member?.customer !== customer) return refuse(noMember(id));
      return ok(await work(tx, member));
    });
  const wayIn = async (tx: Tx, member: StoredPortalMember): Promise<PortalWayIn> => {
    const { customer, role } = member;
    const { token, expiresAt } = await links.keep(tx, {
      customer,
      member,
      role,
      lastsMs: linkMsMax,
    });
    return { token, linkUntil: expiresAt };
  };
  return {
    list: (tenant, customer) =>
      reading({ store }, tenant, async (tx) => {
        if (!(await knownCustomers(tx, [customer])).has(customer)) return noSuchCustomer(customer);
        return ok((await portalMembersOf(tx, customer)).map(portalMemberView));
      }),
    invite: async (tenant, customer, { name, email, role }) => {
      const wrong = emailFault(email);
      if (wrong !== undefined) return refuse(wrong);
      return store.withTenant(tenant, async (tx) => {
        const asked = { customer, name, role, email: email.toLowerCase() };
        const added = await addPortalMember(tx, {
          ...asked,
          id: randomText(12),
          createdAt: realNow(),
        });
        if (added === undefined) return refuse(tooManyMembers);
        if (!added.isNew) return refuse(knownEmail(email));
        const { member } = added;
        const way = await wayIn(tx, member);
        noteChange({ subject: subjectOf(member), after: { role } });
        return ok({ ...portalMemberView(member), ...way });
      });
    },
    change: (tenant, customer, id, role) =>
      withMember(tenant, customer, id, async (tx, member) => {
        noteChange({ before: { role: member.role }, after: { role } });
        await setPortalRole(tx, id, role);
        return portalMemberView({ ...member, role });
      }),
    letIn: (tenant, customer, id) =>
      withMember(tenant, customer, id, async (tx, member) => {
        await revokeLinksOf(tx, id, realNow());
        const way = await wayIn(tx, member);
        noteChange({ subject: subjectOf(member) });
        return way;
      }),
    remove: (tenant, customer, id) =>
      withMember(tenant, customer, id, async (tx, member) => {
        noteChange({ before: { role: member.role }, after: null });
        await endPortalMember(tx, id, realNow());
        return portalMemberView(member);
      }),
  };
}

/** How the audit log names somebody of a customer. */
const subjectOf = ({ customer, id }: StoredPortalMember): string =>
  `/v1/customers/${encodeURIComponent(customer)}/portal-members/${id}`;

const portalMemberView = (member: StoredPortalMember): PortalMemberView => ({
  id: member.id,
  name: member.name,
  email: member.email,
  role: member.role,
  state: member.seenAt === null ? "invited" : "active",
  createdAt: formatInstant(member.createdAt),
  lastSeenAt: member.seenAt === null ? null : formatInstant(member.seenAt),
});

const noMember = (id: string): Fault => ({
  code: "not-found",
  path: "/id",
  message: "there is no such member",
  value: id.slice(0, 64),
});
