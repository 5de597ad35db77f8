import { formatInstant, type Instant } from "../time/instant.ts";
import type { Tx } from "./tenant.ts";

/** A person of an organisation, as they are kept. Instants are of real time. */
export interface StoredMember {
  readonly id: string;
  /** In lower case. */
  readonly email: string;
  readonly name: string;
  readonly role: string;
  /** Those that they may enter; null for all, later ones too. */
  readonly environments: readonly string[] | null;
  readonly createdAt: Instant;
  /** While they may not sign in. */
  readonly suspendedAt: Instant | null;
  /** Until when the invitation can be taken. */
  readonly invitedUntil: Instant | null;
  readonly invitationHash: string | null;
  /** Until when another password can be chosen without the old one. */
  readonly recoveryUntil: Instant | null;
  readonly recoveryHash: string | null;
  /** Whether that also ends one-time codes. */
  readonly recoveryEndsCodes: boolean;
  readonly passwordHash: string | null;
  /** Who a provider of sign-in says that they are; null before they came by one, {@link unbound} where that was another. */
  readonly subject: string | null;
  readonly totpSealed: string | null;
  readonly totpOn: boolean;
  /** The last step of which a code was used. */
  readonly totpUsed: number;
  readonly recoveryHashes: readonly string[];
}

const columns = `id, email, name, role, environments, created_at as "createdAt", suspended_at as "suspendedAt",
  invited_until as "invitedUntil", invitation_hash as "invitationHash", recovery_until as "recoveryUntil",
  recovery_hash as "recoveryHash", recovery_ends_codes as "recoveryEndsCodes", password_hash as "passwordHash",
  subject, totp_sealed as "totpSealed", totp_on as "totpOn", totp_used as "totpUsed",
  recovery_hashes as "recoveryHashes"`;

/** Everybody who has not been removed, oldest first. */
export const listMembers = (tx: Tx): Promise<readonly StoredMember[]> =>
  tx.rows<StoredMember>(
    `select ${columns} from members where ended_at is null order by created_at, id`,
  );

/** Changes of who is a member, and as what, come one after the other: until the transaction ends nobody else makes one. */
export async function holdMembers(tx: Tx): Promise<void> {
  await tx.run("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`members ${tx.tenant}`]);
}

/** Somebody by id or by e-mail, whom nobody else changes until the transaction ends; undefined where they are removed or never were. */
export async function holdMember(
  tx: Tx,
  by: { readonly id: string } | { readonly email: string },
): Promise<StoredMember | undefined> {
  const [column, value] = "id" in by ? ["id", by.id] : ["email", by.email];
  const [row] = await tx.rows<StoredMember>(
    `select ${columns} from members where ${column} = $1 and ended_at is null for update`,
    [value],
  );
  return row;
}

/** Whether somebody with an e-mail was a member and is none any more. */
export async function wasMember(tx: Tx, email: string): Promise<boolean> {
  const found = await tx.rows("select from members where email = $1 and ended_at is not null", [
    email,
  ]);
  return found.length > 0;
}

/** Adds somebody, with an invitation unless they came by a provider of sign-in; answers false where somebody has the e-mail. */
export async function insertMember(
  tx: Tx,
  member: Pick<StoredMember, "id" | "email" | "name" | "role" | "environments" | "createdAt"> &
    Partial<Pick<StoredMember, "invitationHash" | "invitedUntil">>,
): Promise<boolean> {
  const { id, email, name, role, environments, createdAt } = member;
  const { invitationHash = null, invitedUntil = null } = member;
  const added = await tx.run(
    `insert into members
        (id, email, name, role, environments, created_at, invitation_hash, invited_until)
      values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [
      id,
      email,
      name,
      role,
      environments,
      formatInstant(createdAt),
      invitationHash,
      invitedUntil === null ? null : formatInstant(invitedUntil),
    ],
  );
  return added === 1;
}

/** Replaces somebody's role and the environments that they may enter. */
export async function setRole(
  tx: Tx,
  id: string,
  role: string,
  environments: readonly string[] | null,
): Promise<void> {
  await tx.run("update members set role = $2, environments = $3 where id = $1", [
    id,
    role,
    environments,
  ]);
}

/** Sets somebody's password, which uses up their invitation and any other way to choose one. */
export async function setPassword(tx: Tx, id: string, passwordHash: string): Promise<void> {
  await tx.run(
    `update members set password_hash = $2, invitation_hash = null, invited_until = null,
        recovery_hash = null, recovery_until = null, recovery_ends_codes = false
      where id = $1`,
    [id, passwordHash],
  );
}

/** Lets somebody choose another password without the old one; what was given out for that before is void. */
export async function setRecovery(
  tx: Tx,
  id: string,
  recovery: { readonly hash: string; readonly until: Instant; readonly endsCodes: boolean },
): Promise<void> {
  await tx.run(
    `update members set recovery_hash = $2, recovery_until = $3, recovery_ends_codes = $4
      where id = $1`,
    [id, recovery.hash, formatInstant(recovery.until), recovery.endsCodes],
  );
}

/** Notes who a provider of sign-in says that somebody is, which takes their invitation. */
export async function setSubject(tx: Tx, id: string, subject: string): Promise<void> {
  await tx.run(
    "update members set subject = $2, invitation_hash = null, invited_until = null where id = $1",
    [id, subject],
  );
}

/** Stands for the account of who came by a provider that is there no more: they have joined, and the next one binds them anew. */
export const unbound = "";

/** Nobody is bound to an account at a provider any more. */
export async function forgetSubjects(tx: Tx): Promise<void> {
  await tx.run("update members set subject = $1 where subject is not null", [unbound]);
}

/** Keeps the sealed secret of one-time codes, which are not asked for yet; null where they are to be asked for no more. */
export async function setTotp(tx: Tx, id: string, totpSealed: string | null): Promise<void> {
  await tx.run(
    `update members set totp_sealed = $2, totp_on = false, totp_used = 0, recovery_hashes = '{}'
      where id = $1`,
    [id, totpSealed],
  );
}

/** Notes the step whose code was used, and which recovery codes are left; from now on codes are asked for. */
export async function noteTotp(
  tx: Tx,
  id: string,
  used: number,
  recoveryHashes: readonly string[],
): Promise<void> {
  await tx.run(
    "update members set totp_on = true, totp_used = $2, recovery_hashes = $3 where id = $1",
    [id, used, recoveryHashes],
  );
}

/** Keeps somebody out, and ends every session of theirs; null lets them in again. */
export async function setSuspended(tx: Tx, id: string, at: Instant | null): Promise<void> {
  await tx.run("update members set suspended_at = $2 where id = $1", [
    id,
    at === null ? null : formatInstant(at),
  ]);
}

/** Removes somebody; what they did stays told. */
export async function endMember(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx.run("update members set ended_at = $2 where id = $1", [id, formatInstant(at)]);
}

/** A member, and when they last did anything; null where they never signed in. */
export type MemberSighting = StoredMember & { readonly lastSeenAt: Instant | null };

/** Everybody who has not been removed, oldest first, and when they last did anything. */
export const memberSightings = (tx: Tx): Promise<readonly MemberSighting[]> =>
  tx.rows<MemberSighting>(
    `select ${columns}, (select max(seen_at) from sessions s where s.member = members.id) as "lastSeenAt"
     from members where ended_at is null order by created_at, id`,
  );
