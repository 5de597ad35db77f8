import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * Alerts that use came to a share of what may be used, each once for a quota's window, and how far the events were looked at for
 * them.
 *
 * Locking: new tables, none. Size: some 250 bytes an alert, a row a tenant.
 */
export const alertFirings: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table alert_firings (
          fired_at timestamptz not null,
          window_from timestamptz not null,
          window_to timestamptz not null,
          share numeric not null,
          used numeric not null,
          allowance numeric not null,
          ${tenantColumn},
          customer text collate "C" not null,
          quota text collate "C" not null,
          meter text collate "C" not null,
          primary key (tenant, customer, quota, window_from, share)
        );
        create index alert_firings_newest on alert_firings (tenant, fired_at desc, customer, quota, share);
        ${isolateTenants("alert_firings", ["select", "insert"])}

        create table alert_looks (
          looked_until timestamptz not null,
          ${tenantColumn} primary key
        );
        ${isolateTenants("alert_looks", ["select", "insert", "update"])}
      `)
      .execute(db);
  },
};
