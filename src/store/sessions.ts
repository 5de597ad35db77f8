import { formatInstant, type Instant } from "../time/instant.ts";
import type { Tx } from "./tenant.ts";

/** Where somebody is signed in. Instants are of real time. */
export interface StoredSession {
  readonly id: string;
  readonly member: string;
  readonly email: string;
  readonly role: string;
  /** Those that the member may enter; null for all. */
  readonly environments: readonly string[] | null;
  /** The one that the session speaks for. */
  readonly environment: string;
  readonly secretHash: string;
  /** What the browser calls itself. */
  readonly agent: string;
  readonly createdAt: Instant;
  /** To the minute. */
  readonly seenAt: Instant;
  readonly expiresAt: Instant;
}

const selected = `
  select s.id, s.member, m.email, m.role, m.environments, coalesce(s.environment, s.tenant) as environment,
    s.secret_hash as "secretHash", s.agent, s.created_at as "createdAt", s.seen_at as "seenAt",
    s.expires_at as "expiresAt"
  from sessions s join members m on m.id = s.member and m.tenant = s.tenant
  where m.ended_at is null and m.suspended_at is null and s.ended_at is null`;

/** A session that was not ended; it may have expired. */
export async function findSession(tx: Tx, id: string): Promise<StoredSession | undefined> {
  const [row] = await tx.rows<StoredSession>(`${selected} and s.id = $1`, [id]);
  return row;
}

/** Sessions that are open at an instant, newest first. */
export const openSessions = (tx: Tx, at: Instant): Promise<readonly StoredSession[]> =>
  tx.rows<StoredSession>(`${selected} and s.expires_at > $1 order by s.created_at desc, s.id`, [
    formatInstant(at),
  ]);

/** Keeps a new session. */
export async function insertSession(
  tx: Tx,
  session: Omit<StoredSession, "email" | "role" | "environments" | "seenAt">,
): Promise<void> {
  const { id, member, environment, secretHash, agent, createdAt, expiresAt } = session;
  await tx.run(
    `insert into sessions
        (id, member, environment, secret_hash, agent, created_at, seen_at, expires_at)
      values ($1, $2, $3, $4, $5, $6, $6, $7)`,
    [
      id,
      member,
      environment,
      secretHash,
      agent,
      formatInstant(createdAt),
      formatInstant(expiresAt),
    ],
  );
}

/** Notes that a session was used, at most once a minute. */
export async function noteSessionSeen(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx.run(
    `update sessions set seen_at = $2
      where id = $1 and seen_at < $2::timestamptz - interval '1 minute'`,
    [id, formatInstant(at)],
  );
}

/** Ends a session; answers false where there is none that is open. */
export async function endSession(tx: Tx, id: string, at: Instant): Promise<boolean> {
  const ended = await tx.run(
    "update sessions set ended_at = $2 where id = $1 and ended_at is null",
    [id, formatInstant(at)],
  );
  return ended === 1;
}

/** Ends every session of a member, but for one that is named. */
export async function endSessionsOf(
  tx: Tx,
  member: string,
  at: Instant,
  but: string | null = null,
): Promise<void> {
  await tx.run(
    `update sessions set ended_at = $2
      where member = $1 and ended_at is null and id is distinct from $3`,
    [member, formatInstant(at), but],
  );
}
