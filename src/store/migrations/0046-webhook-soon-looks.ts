import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * Up to when a tenant's accounts were looked at for what they come to soon: the ends of trials and of credits, and renewals.
 *
 * Locking: new table, none. Size: a row a tenant.
 */
export const webhookSoonLooks: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table webhook_soon_looks (
          looked_until timestamptz not null,
          ${tenantColumn} primary key
        );
        ${isolateTenants("webhook_soon_looks", ["select", "insert", "update"])}
      `)
      .execute(db);
  },
};
