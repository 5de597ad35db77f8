import { formatInstant, type Instant } from "../time/instant.ts";
import type { Statement, Tx } from "./tenant.ts";

/** What is kept of a customer's key: never the secret. */
export interface StoredCustomerKey {
  readonly id: string;
  readonly customer: string;
  readonly name: string;
  readonly secretHash: string;
  /** Fingerprint of the server's secret that the hash was made under. */
  readonly secretOf: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  readonly revokedAt: Instant | null;
  /** To the minute. */
  readonly lastUsedAt: Instant | null;
}

const columns = `id, customer, name, secret_hash as "secretHash", secret_of as "secretOf",
  created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt",
  last_used_at as "lastUsedAt"`;

const findOne: Statement = {
  name: "find-customer-key",
  text: `select ${columns} from customer_keys where id = $1`,
};

/** A key by its public id; undefined where there is none. */
export async function findCustomerKey(tx: Tx, id: string): Promise<StoredCustomerKey | undefined> {
  const [row] = await tx.rows<StoredCustomerKey>(findOne, [id]);
  return row;
}

/** A customer's keys, oldest first; those that no longer open anything too. */
export const keysOfCustomer = (tx: Tx, customer: string): Promise<readonly StoredCustomerKey[]> =>
  tx.rows<StoredCustomerKey>(
    `select ${columns} from customer_keys where customer = $1 order by created_at, id`,
    [customer],
  );

/** Stores a new key's hash. */
export async function insertCustomerKey(
  tx: Tx,
  key: Omit<StoredCustomerKey, "revokedAt" | "lastUsedAt">,
): Promise<void> {
  const { id, customer, name, secretHash, secretOf, createdAt, expiresAt } = key;
  await tx.run(
    `insert into customer_keys (id, customer, name, secret_hash, secret_of, created_at, expires_at)
      values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      id,
      customer,
      name,
      secretHash,
      secretOf,
      formatInstant(createdAt),
      expiresAt === null ? null : formatInstant(expiresAt),
    ],
  );
}

/** Revokes a key from an instant on; nothing where it is revoked already. */
export async function revokeCustomerKey(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx.run("update customer_keys set revoked_at = $2 where id = $1 and revoked_at is null", [
    id,
    formatInstant(at),
  ]);
}

/** Notes that a key was used, at most once a minute. */
export async function noteCustomerKeyUse(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx.run(
    `update customer_keys set last_used_at = $2
      where id = $1 and coalesce(last_used_at, '-infinity') < $2::timestamptz - interval '1 minute'`,
    [id, formatInstant(at)],
  );
}
