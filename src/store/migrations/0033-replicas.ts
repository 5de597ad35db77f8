import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * What server processes on one database tell each other of time, where their clocks differ.
 *
 * `append_settled_until` is how far usage was counted, in milliseconds: no process stores an event as received before it (see
 * `settle-appends`). A sequence, as its value must be seen at once and leave no dead rows; `settle_until` only raises it,
 * one caller at a time, under a lock that it gives back.
 *
 * `billing_places` is the last turn of a tenant that has its numbers: what is told afterwards, by whatever process, becomes
 * known behind it.
 *
 * Locking: new objects, none. Size: one sequence, a row a tenant.
 */
export const replicas: Migration = {
  async up(db) {
    await sql
      .raw(`
        create sequence append_settled_until minvalue 0;
        revoke all on append_settled_until from public;
        grant select, update on append_settled_until to florin_app;

        create function settle_until(until bigint) returns void language plpgsql as $$
        declare
          gate constant bigint := hashtextextended('florin.settle_until', 0);
        begin
          if (select last_value >= until from append_settled_until) then
            return;
          end if;
          perform pg_advisory_lock(gate);
          begin
            if (select last_value < until from append_settled_until) then
              perform setval('append_settled_until', until);
            end if;
          exception when others or query_canceled then
            perform pg_advisory_unlock(gate);
            raise;
          end;
          perform pg_advisory_unlock(gate);
        end $$;

        create table billing_places (
          ${tenantColumn} references tenants primary key,
          last_at timestamptz not null,
          last_customer text collate "C" not null
        );
        ${isolateTenants("billing_places", ["select", "insert", "update"])}
      `)
      .execute(db);
  },
};
