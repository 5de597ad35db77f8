import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * Plans as they were when they were locked: the forecast of a published version, whole, under a name. A lock is never changed or deleted.
 *
 * Locking: a new table, none. Size: a few hundred kilobytes a lock, which is compressed; a tenant has at most some hundreds.
 */
export const planLocks: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table plan_locks (
          ${tenantColumn} references tenants,
          id text collate "C" not null,
          name text not null,
          model text not null,
          scenario text,
          hash text not null,
          from_month text not null,
          to_month text not null,
          locked_at timestamptz not null,
          document text not null,
          primary key (tenant, id)
        );
        ${isolateTenants("plan_locks", ["select", "insert"])}
      `)
      .execute(db);
  },
};
