import type { PortalRole } from "../access/portal-acts.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { Statement, Tx } from "./tenant.ts";

/** Where somebody looks at the portal of a customer. Instants are of real time. */
export interface StoredPortalSession {
  readonly id: string;
  readonly link: string;
  readonly customer: string;
  /** What the customer is called, and who pays for it where that is another. */
  readonly customerName: string;
  readonly payer: string | null;
  readonly member: string | null;
  readonly memberName: string | null;
  readonly memberEmail: string | null;
  readonly role: PortalRole;
  readonly embed: boolean;
  readonly language: string | null;
  readonly returnTo: string | null;
  readonly secretHash: string;
  /** To the minute. */
  readonly seenAt: Instant;
  readonly expiresAt: Instant;
}

const findOne: Statement = {
  name: "find-portal-session",
  text: `select s.id, s.link, s.customer, c.name as "customerName", c.payer, l.member,
      m.name as "memberName", m.email as "memberEmail", coalesce(m.role, l.role) as role, l.embed, l.language,
      l.return_to as "returnTo", s.secret_hash as "secretHash", s.seen_at as "seenAt", s.expires_at as "expiresAt"
    from portal_sessions s
      join portal_links l on l.id = s.link and l.tenant = s.tenant
      join customers c on c.id = s.customer and c.tenant = s.tenant
      left join portal_members m on m.id = l.member and m.tenant = l.tenant
    where s.id = $1 and s.ended_at is null and l.revoked_at is null
      and (l.member is null or (m.id is not null and m.ended_at is null))`,
};

/** A session that was not ended, itself or with its link or its member; it may be over. */
export async function findPortalSession(
  tx: Tx,
  id: string,
): Promise<StoredPortalSession | undefined> {
  const [row] = await tx.rows<StoredPortalSession>(findOne, [id]);
  return row;
}

/** What a new session is. */
export interface NewPortalSession
  extends Pick<StoredPortalSession, "id" | "link" | "customer" | "secretHash" | "expiresAt"> {
  readonly createdAt: Instant;
}

/** So many sessions of one link are open at once. */
export const sessionsMax = 50;

/**
 * Keeps a new session. Where its link has too many, those end that are over or were not used for longest; those of the tenant that were
 * over a day before are forgotten. The link is to be held.
 */
export async function insertPortalSession(tx: Tx, session: NewPortalSession): Promise<void> {
  const createdAt = formatInstant(session.createdAt);
  await tx.run(
    `insert into portal_sessions (id, link, customer, secret_hash, created_at, seen_at, expires_at)
      values ($1, $2, $3, $4, $5, $5, $6)`,
    [
      session.id,
      session.link,
      session.customer,
      session.secretHash,
      createdAt,
      formatInstant(session.expiresAt),
    ],
  );
  await tx.run(
    `delete from portal_sessions where id in (select id from portal_sessions where link = $1 and id <> $2
      order by ended_at is null desc, seen_at desc, created_at desc, id offset $3::int)`,
    [session.link, session.id, sessionsMax - 1],
  );
  await tx.run(
    "delete from portal_sessions where expires_at < $1::timestamptz - interval '1 day'",
    [createdAt],
  );
}

/** Notes that a session was used, and its member seen. */
export async function notePortalSessionSeen(
  tx: Tx,
  { id, member }: Pick<StoredPortalSession, "id" | "member">,
  at: Instant,
): Promise<void> {
  await tx.run("update portal_sessions set seen_at = $2 where id = $1", [id, formatInstant(at)]);
  if (member !== null)
    await tx.run("update portal_members set seen_at = $2 where id = $1", [
      member,
      formatInstant(at),
    ]);
}

/** Ends a session. */
export async function endPortalSession(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx.run("update portal_sessions set ended_at = $2 where id = $1 and ended_at is null", [
    id,
    formatInstant(at),
  ]);
}
