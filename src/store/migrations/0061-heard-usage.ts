import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * Of which customers events of which types are stored, so that who has usage without a charge is found without reading all events. A
 * row stays where the events are gone.
 *
 * Each statement that stores events keeps it, once for the pairs that they are of; a pair that is known already is looked up, by the
 * index however many there are, and not written.
 *
 * The owner is lifted from row-level security for the length of this transaction, as in 0010.
 * Locking: `events`, while all of it is read once. Size: some 60 bytes a customer and type.
 */
export const heardUsage: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table heard_usage (
          ${tenantColumn} references tenants,
          customer text collate "C" not null,
          type text collate "C" not null,
          primary key (tenant, customer, type)
        );
        alter table events disable row level security;
        insert into heard_usage (tenant, customer, type)
          select distinct tenant, customer, type from events;
        alter table events enable row level security;
        ${isolateTenants("heard_usage", ["select", "insert"])}

        create function keep_heard_usage() returns trigger language plpgsql
        set enable_hashjoin = off set enable_mergejoin = off as $body$
        begin
          insert into heard_usage (tenant, customer, type)
            select tenant, customer, type
            from (select distinct tenant, customer, type from stored) as asked
            where not exists (
              select from heard_usage h
              where h.tenant = asked.tenant and h.customer = asked.customer and h.type = asked.type)
            order by tenant, customer, type
            on conflict do nothing;
          return null;
        end $body$;
        create trigger events_heard after insert on events
          referencing new table as stored
          for each statement execute function keep_heard_usage();
      `)
      .execute(db);
  },
};
