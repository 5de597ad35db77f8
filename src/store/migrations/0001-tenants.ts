import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * Tenants, and the keys that speak for them.
 *
 * `tenants` is the one table without a tenant column: the scheduler walks it. A key's secret is kept as a hash only.
 * Locking: new tables, none. Size: a handful of rows for each tenant.
 */
export const tenants: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table tenants (
          id text collate "C" primary key check (id ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
          name text not null,
          created_at timestamptz not null
        );
        revoke all on tenants from public;
        grant select, insert on tenants to florin_app;

        create table api_keys (
          ${tenantColumn} references tenants,
          id text collate "C" not null,
          name text not null,
          scopes text[] not null,
          secret_hash text not null,
          created_at timestamptz not null,
          expires_at timestamptz,
          revoked_at timestamptz,
          primary key (tenant, id)
        );
        ${isolateTenants("api_keys", ["select", "insert"])}
        grant update (revoked_at) on api_keys to florin_app;
      `)
      .execute(db);
  },
};
