import { formatInstant, type Instant } from "../time/instant.ts";
import type { Tx } from "./tenant.ts";

/** What is kept of an API key: never the secret. */
export interface StoredKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly secretHash: string;
  /** Fingerprint of the server's secret that the hash was made under; null where none was kept yet. */
  readonly secretOf: string | null;
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  readonly revokedAt: Instant | null;
  /** To the minute. */
  readonly lastUsedAt: Instant | null;
  /** The key that took its place; it works on until it expires. */
  readonly replacedBy: string | null;
  /** Who made it, as the audit log names people; null where that is not known. */
  readonly madeBy: string | null;
}

const columns = `id, name, scopes, secret_hash as "secretHash", secret_of as "secretOf",
  created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt",
  last_used_at as "lastUsedAt", replaced_by as "replacedBy", made_by as "madeBy"`;

/** A key by its public id; undefined where there is none. */
export async function findKey(tx: Tx, id: string): Promise<StoredKey | undefined> {
  const [row] = await tx.rows<StoredKey>(`select ${columns} from api_keys where id = $1`, [id]);
  return row;
}

/** Every key of the tenant, oldest first; those that no longer open anything too. */
export const listKeys = (tx: Tx): Promise<readonly StoredKey[]> =>
  tx.rows<StoredKey>(`select ${columns} from api_keys order by created_at, id`);

/** Stores a new key's hash. */
export async function insertKey(
  tx: Tx,
  key: Omit<StoredKey, "revokedAt" | "lastUsedAt" | "replacedBy">,
): Promise<void> {
  const { id, name, scopes, secretHash, secretOf, createdAt, expiresAt, madeBy } = key;
  await tx.run(
    `insert into api_keys (id, name, scopes, secret_hash, secret_of, created_at, expires_at, made_by)
      values ($1, $2, array(select jsonb_array_elements_text($3::jsonb)), $4, $5, $6, $7, $8)`,
    [
      id,
      name,
      JSON.stringify(scopes),
      secretHash,
      secretOf,
      formatInstant(createdAt),
      expiresAt === null ? null : formatInstant(expiresAt),
      madeBy,
    ],
  );
}

/** Revokes a key from an instant on; answers false where there is none that is not revoked already. */
export async function revokeKey(tx: Tx, id: string, at: Instant): Promise<boolean> {
  const revoked = await tx.run(
    "update api_keys set revoked_at = $2 where id = $1 and revoked_at is null",
    [id, formatInstant(at)],
  );
  return revoked > 0;
}

/** Lets another key take a key's place: the old one ends at an instant, unless it ends before. */
export async function replaceKey(tx: Tx, id: string, by: string, endsAt: Instant): Promise<void> {
  await tx.run(
    `update api_keys set replaced_by = $2, expires_at = least(expires_at, $3::timestamptz)
      where id = $1`,
    [id, by, formatInstant(endsAt)],
  );
}

/** Notes that a key was used, at most once a minute. */
export async function noteKeyUse(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx.run(
    `update api_keys set last_used_at = $2
      where id = $1 and coalesce(last_used_at, '-infinity') < $2::timestamptz - interval '1 minute'`,
    [id, formatInstant(at)],
  );
}

/** A key that nobody else changes until the transaction ends; undefined where there is none. */
export async function holdKey(tx: Tx, id: string): Promise<StoredKey | undefined> {
  const [row] = await tx.rows<StoredKey>(
    `select ${columns} from api_keys where id = $1 for update`,
    [id],
  );
  return row;
}
