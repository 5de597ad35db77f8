import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * How often stored events of a tenant were changed other than by storing or correcting some: where a person is forgotten, and where
 * history of another system comes in as received long ago. What a server remembers of usage is not added to but read anew then.
 *
 * Locking: a new table, none. Size: at most a row a tenant.
 */
export const usageRewrites: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table usage_rewrites (
          ${tenantColumn} references tenants primary key,
          times bigint not null
        );
        ${isolateTenants("usage_rewrites", ["select", "insert", "update"])}
      `)
      .execute(db);
  },
};
