import { formatInstant, type Instant } from "../time/instant.ts";
import type { Tx } from "./tenant.ts";

/** A person of an organisation, as they are kept. Instants are of real time. */
export interface StoredMember {
  readonly id: string;
  /** In lower case. */
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly createdAt: Instant;
  /** Until when the invitation can be taken. */
  readonly invitedUntil: Instant | null;
  readonly invitationHash: string | null;
  readonly passwordHash: string | null;
  readonly totpSealed: string | null;
  readonly totpOn: boolean;
  /** The last step of which a code was used. */
  readonly totpUsed: number;
  readonly recoveryHashes: readonly string[];
}

const columns = `id, email, name, role, created_at as "createdAt", invited_until as "invitedUntil",
  invitation_hash as "invitationHash", password_hash as "passwordHash", totp_sealed as "totpSealed",
  totp_on as "totpOn", totp_used as "totpUsed", recovery_hashes as "recoveryHashes"`;

/** Everybody who has not been removed, oldest first. */
export const listMembers = (tx: Tx): Promise<readonly StoredMember[]> =>
  tx.rows<StoredMember>(
    `select ${columns} from members where ended_at is null order by created_at, id`,
  );

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

/** Adds somebody; answers false where somebody has the e-mail. */
export async function insertMember(
  tx: Tx,
  member: Pick<StoredMember, "id" | "email" | "name" | "role" | "createdAt"> & {
    readonly invitationHash: string;
    readonly invitedUntil: Instant;
  },
): Promise<boolean> {
  const { id, email, name, role, createdAt, invitationHash, invitedUntil } = member;
  const added = await tx.run(
    `insert into members (id, email, name, role, created_at, invitation_hash, invited_until)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [id, email, name, role, formatInstant(createdAt), invitationHash, formatInstant(invitedUntil)],
  );
  return added === 1;
}

/** Sets somebody's password, which uses their invitation up. */
export async function setPassword(tx: Tx, id: string, passwordHash: string): Promise<void> {
  await tx.run(
    `update members set password_hash = $2, invitation_hash = null, invited_until = null
      where id = $1`,
    [id, passwordHash],
  );
}

/** Keeps the sealed secret of one-time codes, which are not asked for yet. */
export async function setTotp(tx: Tx, id: string, totpSealed: string): Promise<void> {
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
    `update members set totp_on = true, totp_used = $2,
        recovery_hashes = array(select jsonb_array_elements_text($3::jsonb))
      where id = $1`,
    [id, used, JSON.stringify(recoveryHashes)],
  );
}

/** Removes somebody, and ends every session of theirs; what they did stays told. */
export async function endMember(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx.run("update members set ended_at = $2 where id = $1", [id, formatInstant(at)]);
  await tx.run("update sessions set ended_at = $2 where member = $1 and ended_at is null", [
    id,
    formatInstant(at),
  ]);
}
