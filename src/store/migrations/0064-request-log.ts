import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * What was asked of the API, but for reads and usage that were answered: for whoever builds on it. Nothing that a request brought is kept,
 * so no secret and no body; the path names ids.
 *
 * Locking: a new table, none. Size: some 200 bytes a row, of fourteen days.
 */
export const requestLog: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table request_log (
          at timestamptz not null,
          ${tenantColumn} references tenants,
          times integer not null,
          duration_ms integer not null,
          status smallint not null,
          id text collate "C" not null,
          method text collate "C" not null,
          path text collate "C" not null,
          actor text collate "C" not null,
          code text collate "C",
          primary key (tenant, at, id)
        );
        ${isolateTenants("request_log", ["select", "insert", "delete"])}
      `)
      .execute(db);
  },
};
