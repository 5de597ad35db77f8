import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * What months came to whose events are dropped, so that they can still be answered for.
 *
 * `kept_usage` holds quarter-hours of meters of which larger times are made (counts, sums, peaks), and of all others the figure of each
 * hour, day, month and billing period as it was read from the events. Each is kept as a whole, under the dimension "", and by the values
 * of every dimension that the meter declares. `dropped_months` says what was kept of a month; its events are gone from `dropped_at` on.
 * Written in one transaction before a month is dropped, by tenant.
 *
 * Locking: new tables, none. Size: 150 bytes for each customer, meter, dimension value and quarter-hour in which something was used.
 */
export const droppedUsage: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table dropped_months (
          from_at timestamptz not null,
          to_at timestamptz not null,
          dropped_at timestamptz,
          ${tenantColumn},
          kept jsonb not null,
          primary key (from_at, tenant)
        );
        ${isolateTenants("dropped_months", ["select", "insert", "update", "delete"])}

        create table kept_usage (
          from_at timestamptz not null,
          to_at timestamptz not null,
          quantity numeric not null,
          events bigint not null,
          ${tenantColumn},
          customer text collate "C" not null,
          counter text collate "C" not null,
          dimension text collate "C" not null,
          value text collate "C" not null,
          primary key (counter, tenant, dimension, customer, from_at, to_at, value)
        );
        create index kept_usage_by_time on kept_usage (counter, tenant, dimension, from_at);
        ${isolateTenants("kept_usage", ["select", "insert", "update", "delete"])}
      `)
      .execute(db);
  },
};
