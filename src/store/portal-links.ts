import type { PortalRole } from "../access/portal-acts.ts";
import { ok, type Result } from "../fault/fault.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { where } from "./list-conditions.ts";
import { decodeCursor, type ListScope, type Page, type PageRequest, pageOf } from "./page.ts";
import { sqlParameters } from "./sql-parameters.ts";
import type { Tx } from "./tenant.ts";

/** A way into the portal of a customer. Instants are of real time. */
export interface StoredPortalLink {
  readonly id: string;
  readonly customer: string;
  /** Whom it is for; null for whoever has it. */
  readonly member: string | null;
  readonly memberName: string | null;
  readonly memberEmail: string | null;
  /** What whoever has it is, where it is for nobody by name. */
  readonly role: PortalRole;
  /** Whether it opens the portal within another page, and nowhere else. */
  readonly embed: boolean;
  readonly once: boolean;
  readonly language: string | null;
  /** Where the portal leads back to. */
  readonly returnTo: string | null;
  readonly secretHash: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  /** When it first opened the portal. */
  readonly usedAt: Instant | null;
  readonly revokedAt: Instant | null;
  /** Sessions of it that are open. */
  readonly sessions: number;
}

const columns = `l.id, l.customer, l.member, m.name as "memberName", m.email as "memberEmail",
  coalesce(m.role, l.role) as role, l.embed, l.once, l.language, l.return_to as "returnTo",
  l.secret_hash as "secretHash", l.created_at as "createdAt", l.expires_at as "expiresAt", l.used_at as "usedAt",
  coalesce(l.revoked_at, m.ended_at) as "revokedAt"`;

const joined =
  "portal_links l left join portal_members m on m.id = l.member and m.tenant = l.tenant";

const openSessions = (now: string, seenSince: string): string =>
  `(select count(*)::int from portal_sessions s where s.link = l.id and s.tenant = l.tenant
    and s.ended_at is null and s.expires_at > ${now} and s.seen_at > ${seenSince}) as sessions`;

/** A link, held until the transaction ends; undefined where there is none. */
export async function holdPortalLink(tx: Tx, id: string): Promise<StoredPortalLink | undefined> {
  const [row] = await tx.rows<StoredPortalLink>(
    `select ${columns}, 0 as sessions from ${joined} where l.id = $1 for update of l`,
    [id],
  );
  return row;
}

/** Keeps a new link. */
export async function insertPortalLink(
  tx: Tx,
  link: Omit<StoredPortalLink, "usedAt" | "revokedAt" | "memberName" | "memberEmail" | "sessions">,
): Promise<void> {
  await tx.run(
    `insert into portal_links (id, customer, member, role, embed, once, language, return_to, secret_hash,
        created_at, expires_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      link.id,
      link.customer,
      link.member,
      link.role,
      link.embed,
      link.once,
      link.language,
      link.returnTo,
      link.secretHash,
      formatInstant(link.createdAt),
      formatInstant(link.expiresAt),
    ],
  );
}

/** Notes that a link opened the portal; the first time stays. */
export async function notePortalLinkUse(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx.run("update portal_links set used_at = $2 where id = $1 and used_at is null", [
    id,
    formatInstant(at),
  ]);
}

/** Revokes a link from an instant on; nothing where it is revoked already. */
export async function revokePortalLink(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx.run("update portal_links set revoked_at = $2 where id = $1 and revoked_at is null", [
    id,
    formatInstant(at),
  ]);
}

/** Revokes every link that is for one person. */
export async function revokeLinksOf(tx: Tx, member: string, at: Instant): Promise<void> {
  await tx.run("update portal_links set revoked_at = $2 where member = $1 and revoked_at is null", [
    member,
    formatInstant(at),
  ]);
}

/** Which links to list, and from when on a session that was not seen since counts as over. */
export interface PortalLinkQuery extends PageRequest {
  readonly customer?: string;
  readonly now: Instant;
  readonly seenSince: Instant;
}

/** A page of links, newest first. Refuses a cursor that is not of this list. */
export async function listPortalLinks(
  tx: Tx,
  { customer, limit, cursor, now, seenSince }: PortalLinkQuery,
): Promise<Result<Page<StoredPortalLink>>> {
  const scope: ListScope = { list: "portal-links", tenant: tx.tenant, filters: { customer } };
  const parameters = sqlParameters();
  const sessions = openSessions(
    `${parameters.add(formatInstant(now))}::timestamptz`,
    `${parameters.add(formatInstant(seenSince))}::timestamptz`,
  );
  const conditions: string[] = [];
  if (customer !== undefined) conditions.push(`l.customer = ${parameters.add(customer)}`);
  if (cursor !== undefined) {
    const after = decodeCursor(scope, cursor, 2);
    if (!after.ok) return after;
    const [at = "", id = ""] = after.value;
    conditions.push(
      `(l.created_at, l.id) < (${parameters.add(at)}::timestamptz, ${parameters.add(id)})`,
    );
  }
  const rows = await tx.rows<StoredPortalLink>(
    `select ${columns}, ${sessions} from ${joined} ${where(conditions)}
    order by l.created_at desc, l.id desc limit ${parameters.add(limit + 1)}`,
    parameters.values,
  );
  return ok(pageOf(rows, limit, scope, ({ createdAt, id }) => [formatInstant(createdAt), id]));
}

/** Forgets links that ended before an instant. */
export async function forgetPortalLinks(tx: Tx, before: Instant): Promise<void> {
  await tx.run("delete from portal_links where expires_at < $1", [formatInstant(before)]);
}
