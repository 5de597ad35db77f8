import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * A tenant's choices where tools disagree on metrics.
 *
 * Locking: a new table, none. Size: one small row a tenant.
 */
export const metricSettings: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table metric_settings (
          ${tenantColumn} references tenants,
          settings text not null,
          saved_at timestamptz not null,
          primary key (tenant)
        );
        ${isolateTenants("metric_settings", ["select", "insert", "update"])}
      `)
      .execute(db);
  },
};
