import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * When something of each kind last changed, for pages that are open: what server processes on one database tell each other. A hint
 * and no record, by the database's real time.
 *
 * Locking: new table, none. Size: some twenty rows a tenant.
 */
export const liveChanges: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table live_changes (
          changed_at timestamptz not null,
          ${tenantColumn},
          kind text collate "C" not null,
          primary key (tenant, kind)
        );
        ${isolateTenants("live_changes", ["select", "insert", "update"])}
      `)
      .execute(db);
  },
};
