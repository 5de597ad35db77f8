import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * Published versions of models: canonical text, never changed (the application may neither update nor delete).
 *
 * Locking: a new table, none. Size: some 10 to 100 kB a version, versions in the dozens.
 */
export const models: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table models (
          ${tenantColumn} references tenants,
          id text collate "C" not null,
          version text collate "C" not null,
          document text not null,
          published_at timestamptz not null,
          primary key (tenant, id, version)
        );
        ${isolateTenants("models", ["select", "insert"])}
      `)
      .execute(db);
  },
};
