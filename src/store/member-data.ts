import { type FoundRecords, recordsMax } from "./personal-data.ts";
import type { Tx } from "./tenant.ts";

/** A person of the organisation, also one who was removed, as far as their data are looked at. */
export interface MemberIdentity {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** Those that they might enter; null for all. */
  readonly environments: readonly string[] | null;
  readonly removed: boolean;
  /** Whether a member has their e-mail who is not them: they were invited again. */
  readonly again: boolean;
}

/** Somebody who is or was a member, in a transaction of the organisation; undefined where there never was. */
export async function memberIdentity(tx: Tx, id: string): Promise<MemberIdentity | undefined> {
  const [row] = await tx.rows<MemberIdentity>(
    `select id, email, name, environments, ended_at is not null as removed, exists (
        select from members other
        where other.email = m.email and other.id <> m.id and other.ended_at is null) as again
      from members m where id = $1`,
    [id],
  );
  return row;
}

/** Where rows tell of a member, by which columns they are theirs, and what of them is shown. Never a secret or its hash. */
const memberTables = [
  {
    name: "members",
    theirs: "id = $1",
    columns:
      "id, email, name, role, environments, subject, totp_on, created_at, invited_until, suspended_at, ended_at",
  },
  {
    name: "sessions",
    theirs: "member = $1",
    columns: "id, environment, agent, created_at, seen_at, expires_at, ended_at",
  },
  {
    name: "api_keys",
    theirs: "made_by = 'member:' || $1::text",
    columns: "id, name, scopes, created_at, expires_at, revoked_at, last_used_at",
  },
  {
    name: "approvals",
    theirs: "'member:' || $1::text in (asked_by, asked_for, decided_by)",
    columns:
      "id, action, method, path, why, reason, asked_by, asked_for, decided_by, asked_at, decided_at, state",
  },
  {
    name: "audit_log",
    theirs: "actor = 'member:' || $1::text or starts_with(subject, '/v1/members/' || $1::text)",
    columns: "position, at, actor, action, subject, request, approval",
  },
] as const;

/** What is kept of a member in one environment, by table, at most 10,000 rows of each, and how many there are. */
export async function memberRecords(tx: Tx, member: string): Promise<FoundRecords> {
  const records: Record<string, FoundRecords[string]> = {};
  for (const { name, theirs, columns } of memberTables) {
    const found = await tx.rows<{ row: unknown }>(
      `select to_jsonb(t) as row from (select ${columns} from ${name} where ${theirs} limit ${recordsMax}) t`,
      [member],
    );
    const [all] = await tx.rows<{ count: number }>(
      `select count(*) as count from ${name} where ${theirs}`,
      [member],
    );
    if (found.length > 0)
      records[name] = { count: all?.count ?? 0, rows: found.map(({ row }) => row) };
  }
  return records;
}

/** Forgets who a removed member was; the id stays, by which the audit log and the approvals name them. */
export async function eraseMember(tx: Tx, id: string, tombstone: string): Promise<void> {
  await tx.run(
    `update members set email = $2, name = $2, subject = null, password_hash = null, totp_sealed = null, totp_on = false,
        recovery_hashes = '{}', recovery_hash = null, recovery_until = null, invitation_hash = null, invited_until = null
      where id = $1 and ended_at is not null`,
    [id, tombstone],
  );
  await tx.run("update sessions set agent = $2 where member = $1", [id, tombstone]);
}

/** What a request that is about members says, as it is kept. */
export interface MemberRequest {
  readonly id: string;
  readonly path: string;
  /** JSON, as it was sent. */
  readonly body: string | null;
  /** JSON. */
  readonly answer: string | null;
  readonly why: string | null;
  readonly reason: string | null;
}

/** The requests of an environment that are about members, as those to invite them; nobody else changes one until the transaction ends. */
export const memberRequests = (tx: Tx): Promise<readonly MemberRequest[]> =>
  tx.rows<MemberRequest>(
    `select id, path, body, answer, why, reason from approvals
      where action = 'members.manage' order by place for update`,
  );

/** Replaces what a request says. */
export async function rewriteRequest(
  tx: Tx,
  { id, body, answer, why, reason }: Omit<MemberRequest, "path">,
): Promise<void> {
  await tx.run("update approvals set body = $2, answer = $3, why = $4, reason = $5 where id = $1", [
    id,
    body,
    answer,
    why,
    reason,
  ]);
}

/** What other systems are told of a request. */
export interface RequestEvent {
  readonly event: string;
  /** JSON. */
  readonly message: string;
}

/** What other systems are or were told of a request. */
export const eventsOfRequest = (tx: Tx, id: string): Promise<readonly RequestEvent[]> =>
  tx.rows<RequestEvent>(
    `select id as event, message from webhook_events
      where type in ('approval.requested', 'approval.decided') and strpos(message, $1) > 0`,
    [JSON.stringify(id)],
  );

/** Replaces what other systems are told. */
export async function rewriteEvent(tx: Tx, { event, message }: RequestEvent): Promise<void> {
  await tx.run("update webhook_events set message = $2 where id = $1", [event, message]);
}

/** Forgets the answer that whoever asked would be given again, as it repeats the request. */
export async function forgetRequestAnswer(tx: Tx, id: string): Promise<void> {
  await tx.run("delete from idempotency_keys where strpos(body, $1) > 0", [JSON.stringify(id)]);
}

/** A change that the audit log of an environment tells of. */
export interface MemberChangeTold {
  readonly position: number;
  readonly subject: string;
  /** JSON. */
  readonly change: string;
}

/** Changes of members and of requests about them that are told of, but those that were forgotten. */
export const memberChanges = (tx: Tx): Promise<readonly MemberChangeTold[]> =>
  tx.rows<MemberChangeTold>(
    `select l.position, l.subject, c.change
     from audit_log l join audit_changes c on c.position = l.position
     where c.change is not null and (l.action = 'members.manage' or l.subject in (
       select '/v1/approvals/' || id || decided
       from approvals, unnest(array['', '/approve', '/refuse']) as decided
       where action = 'members.manage'))`,
  );

/** Empties what the audit log says of some changes. */
export async function forgetChangesAt(
  tx: Tx,
  positions: readonly number[],
  request: string,
): Promise<void> {
  await tx.run(
    `update audit_changes set salt = null, change = null, forgotten_by = $2 where position = any ($1::bigint[])`,
    [positions, request],
  );
}
