import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * How gateways found APIs, and how fast these answered.
 *
 * `api_measurements` holds for each gateway and API stretches of time that do not overlap; what touches a stretch of the same state
 * makes it longer. `api_calls` counts the calls of an hour by the bound, in milliseconds, that they were answered within; 0 stands
 * for longer than the last bound.
 * Locking: new tables, none. Size: a row for each time that an API changes its state or a gateway starts; some twenty rows an API
 * and hour, which go after 90 days.
 */
export const apiMeasurements: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table api_measurements (
          from_at timestamptz not null,
          to_at timestamptz not null,
          is_up boolean not null,
          ${tenantColumn},
          api text collate "C" not null,
          gateway text collate "C" not null,
          primary key (tenant, api, gateway, from_at),
          check (from_at <= to_at)
        );
        create index api_measurements_by_end on api_measurements (tenant, to_at);
        ${isolateTenants("api_measurements", ["select", "insert", "update"])}

        create table api_calls (
          hour timestamptz not null,
          calls bigint not null,
          failed bigint not null,
          within_ms integer not null,
          ${tenantColumn},
          api text collate "C" not null,
          primary key (tenant, api, hour, within_ms),
          check (failed between 0 and calls)
        );
        create index api_calls_by_hour on api_calls (tenant, hour);
        ${isolateTenants("api_calls", ["select", "insert", "update", "delete"])}
      `)
      .execute(db);
  },
};
