import type { PortalRole } from "../access/portal-acts.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { Tx } from "./tenant.ts";

/** A person of a customer. Instants are of real time. */
export interface StoredPortalMember {
  readonly id: string;
  readonly customer: string;
  /** In lower case. */
  readonly email: string;
  readonly name: string;
  readonly role: PortalRole;
  readonly createdAt: Instant;
  /** To the minute; null before they came. */
  readonly seenAt: Instant | null;
}

const columns = `id, customer, email, name, role, created_at as "createdAt", seen_at as "seenAt"`;

/** A customer's people who have not been removed, oldest first. */
export const portalMembersOf = (tx: Tx, customer: string): Promise<readonly StoredPortalMember[]> =>
  tx.rows<StoredPortalMember>(
    `select ${columns} from portal_members where customer = $1 and ended_at is null
      order by created_at, id`,
    [customer],
  );

/** Somebody by id who has not been removed, held until the transaction ends; undefined where there is none. */
export async function holdPortalMember(
  tx: Tx,
  id: string,
): Promise<StoredPortalMember | undefined> {
  const [row] = await tx.rows<StoredPortalMember>(
    `select ${columns} from portal_members where id = $1 and ended_at is null for update`,
    [id],
  );
  return row;
}

/** So many people a customer has at most. Two that are added at the same moment may be one too many, which does no harm. */
export const portalMembersMax = 200;

/** Adds somebody; where the customer has somebody of this e-mail, answers them as they are, and nobody where it has too many. */
export async function addPortalMember(
  tx: Tx,
  member: Omit<StoredPortalMember, "seenAt">,
): Promise<{ readonly member: StoredPortalMember; readonly isNew: boolean } | undefined> {
  // Whoever was in the way of the first try may be removed before they are read.
  return (await addOrFind(tx, member)) ?? addOrFind(tx, member);
}

async function addOrFind(
  tx: Tx,
  member: Omit<StoredPortalMember, "seenAt">,
): ReturnType<typeof addPortalMember> {
  const { id, customer, email, name, role, createdAt } = member;
  const added = await tx.run(
    `insert into portal_members (id, customer, email, name, role, created_at)
      select $1, $2, $3, $4, $5, $6::timestamptz
      where (select count(*) from portal_members where customer = $2 and ended_at is null) < $7::int
      on conflict do nothing`,
    [id, customer, email, name, role, formatInstant(createdAt), portalMembersMax],
  );
  if (added === 1) return { member: { ...member, seenAt: null }, isNew: true };
  const [known] = await tx.rows<StoredPortalMember>(
    `select ${columns} from portal_members where customer = $1 and email = $2 and ended_at is null`,
    [customer, email],
  );
  return known && { member: known, isNew: false };
}

/** Gives somebody another role. */
export async function setPortalRole(tx: Tx, id: string, role: PortalRole): Promise<void> {
  await tx.run("update portal_members set role = $2 where id = $1", [id, role]);
}

/** Removes somebody from an instant on. */
export async function endPortalMember(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx.run("update portal_members set ended_at = $2 where id = $1", [id, formatInstant(at)]);
}

/** Forgets every person of a customer, with every way in and every session; answers who they were, also those removed before. */
export async function forgetPortalPeople(
  tx: Tx,
  customer: string,
): Promise<readonly Pick<StoredPortalMember, "name" | "email">[]> {
  await tx.run("delete from portal_sessions where customer = $1", [customer]);
  await tx.run("delete from portal_links where customer = $1", [customer]);
  return tx.rows("delete from portal_members where customer = $1 returning name, email", [
    customer,
  ]);
}
