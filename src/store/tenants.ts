import type { Instant } from "../time/instant.ts";
import { formatInstant } from "../time/instant.ts";
import type { Pool } from "./connection.ts";
import { type Tx, withTenant } from "./tenant.ts";

/** Somebody who bills customers with Florin. The id is lower-case letters, digits and dashes. */
export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Instant;
}

const insertTenant =
  "insert into tenants (id, name, created_at) values ($1, $2, $3) on conflict do nothing";

const rowOf = ({ id, name, createdAt }: Tenant): string[] => [id, name, formatInstant(createdAt)];

/** Adds a tenant; answers false where the id exists, which stays as it is. */
export async function addTenant(pool: Pool, tenant: Tenant): Promise<boolean> {
  const added = await pool.query(insertTenant, rowOf(tenant));
  return added.rowCount === 1;
}

/**
 * Adds a tenant with what it needs to begin, in one commit; answers false where the id exists. Of two processes that open
 * one tenant at once, the second waits for the first. Nothing is added where `begin` throws.
 */
export async function openTenant(
  pool: Pool,
  tenant: Tenant,
  begin: (tx: Tx) => Promise<void>,
): Promise<boolean> {
  return withTenant(pool, tenant.id, async (tx) => {
    const added = await tx.run(insertTenant, rowOf(tenant));
    if (added === 1) await begin(tx);
    return added === 1;
  });
}

/** The tenants of whom a published model limits use or alerts of it, by id. */
export async function tenantsThatLookAtUse(pool: Pool): Promise<readonly string[]> {
  const found = await pool.query<{ id: string }>(
    "select id from tenants where looks_at_use order by id",
  );
  return found.rows.map(({ id }) => id);
}

/** From now on the tenant's use is looked at. */
export async function noteLooksAtUse(tx: Tx): Promise<void> {
  await tx.run("update tenants set looks_at_use = true where id = $1 and not looks_at_use", [
    tx.tenant,
  ]);
}

/** Every tenant by id: what the scheduler walks. With what is asked of them here, all that no tenant has to be named for. */
export async function listTenants(pool: Pool): Promise<readonly Tenant[]> {
  const found = await pool.query<Tenant>(
    'select id, name, created_at as "createdAt" from tenants order by id',
  );
  return found.rows;
}
