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
}

/** Somebody who is or was a member, in a transaction of the organisation; undefined where there never was. */
export async function memberIdentity(tx: Tx, id: string): Promise<MemberIdentity | undefined> {
  const [row] = await tx.rows<MemberIdentity>(
    `select id, email, name, environments, ended_at is not null as removed from members where id = $1`,
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

/** What is written in an environment's requests of somebody, who is known there by a text in quotes: their e-mail. */
export interface MentionsOf {
  readonly quoted: string;
  readonly olds: readonly string[];
  readonly news: readonly string[];
}

/** Puts tombstones into requests that name somebody, as those to invite them; answers how many. */
export const eraseInRequests = (tx: Tx, { quoted, olds, news }: MentionsOf): Promise<number> =>
  tx.run(
    `update approvals set body = florin_tombstoned(body, $2::text[], $3::text[]),
        answer = florin_tombstoned(answer, $2::text[], $3::text[])
      where strpos(coalesce(body, ''), $1) > 0 or strpos(coalesce(answer, ''), $1) > 0`,
    [quoted, olds, news],
  );

/** Empties what the audit log of an environment says of changes that name somebody; answers how many. */
export const forgetMentions = (tx: Tx, quoted: string, request: string): Promise<number> =>
  tx.run(
    `update audit_changes c set salt = null, change = null, forgotten_by = $2
     from audit_log l where l.position = c.position and l.action <> 'personal-data.erase'
       and c.forgotten_by is null and strpos(c.change, $1) > 0`,
    [quoted, request],
  );
