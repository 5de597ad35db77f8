import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * Customers whom a look failed at: what it was, up to when they had been looked at, and when it is tried again.
 *
 * Locking: new table, none. Size: some 80 bytes a customer who failed, until one look at it goes well.
 */
export const missedLooks: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table missed_looks (
          since timestamptz not null,
          retry_at timestamptz not null,
          tries integer not null,
          ${tenantColumn},
          look text collate "C" not null,
          customer text collate "C" not null,
          primary key (tenant, look, customer)
        );
        ${isolateTenants("missed_looks", ["select", "insert", "update", "delete"])}
      `)
      .execute(db);
  },
};
