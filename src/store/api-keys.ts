import { formatInstant, type Instant } from "../time/instant.ts";
import type { Pool } from "./connection.ts";
import { type Tx, withTenant } from "./tenant.ts";

/** What is kept of an API key: never the secret. */
export interface StoredKey {
  readonly id: string;
  readonly secretHash: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Instant | null;
  readonly revokedAt: Instant | null;
}

/** A key by its public id; undefined where there is none. */
export async function findKey(tx: Tx, id: string): Promise<StoredKey | undefined> {
  const [row] = await tx.rows<{
    id: string;
    secretHash: string;
    scopes: string[];
    expiresAt: Instant | null;
    revokedAt: Instant | null;
  }>(
    `select id, secret_hash as "secretHash", scopes, expires_at as "expiresAt", revoked_at as "revokedAt"
      from api_keys where id = $1`,
    [id],
  );
  return row;
}

/** Stores a new key's hash. */
export async function insertKey(
  tx: Tx,
  key: Pick<StoredKey, "id" | "secretHash" | "scopes"> & { readonly name: string },
  now: Instant,
): Promise<void> {
  await tx.run(
    `insert into api_keys (id, name, scopes, secret_hash, created_at)
      values ($1, $2, array(select jsonb_array_elements_text($3::jsonb)), $4, $5)`,
    [key.id, key.name, JSON.stringify(key.scopes), key.secretHash, formatInstant(now)],
  );
}

/** Makes a tenant and its first key together; false where the tenant exists. */
export async function openTenant(
  pool: Pool,
  tenant: string,
  now: Instant,
  firstKey: (tx: Tx) => Promise<void>,
): Promise<boolean> {
  return withTenant(pool, tenant, async (tx) => {
    const made = await tx.run(
      "insert into tenants (id, name, created_at) values ($1, $1, $2) on conflict (id) do nothing",
      [tenant, formatInstant(now)],
    );
    if (made > 0) await firstKey(tx);
    return made > 0;
  });
}
