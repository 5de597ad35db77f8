import type { Instant } from "../time/instant.ts";
import { formatInstant } from "../time/instant.ts";
import type { Pool } from "./connection.ts";

/** Somebody who bills customers with Florin. The id is lower-case letters, digits and dashes. */
export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Instant;
}

/** Adds a tenant; answers false where the id exists, which stays as it is. */
export async function addTenant(pool: Pool, tenant: Tenant): Promise<boolean> {
  const added = await pool.query(
    "insert into tenants (id, name, created_at) values ($1, $2, $3) on conflict do nothing",
    [tenant.id, tenant.name, formatInstant(tenant.createdAt)],
  );
  return added.rowCount === 1;
}

/** Every tenant by id: what the scheduler walks. The only list that no tenant has to be named for. */
export async function listTenants(pool: Pool): Promise<readonly Tenant[]> {
  const found = await pool.query<Tenant>(
    'select id, name, created_at as "createdAt" from tenants order by id',
  );
  return found.rows;
}
