import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * What is set apart of a quota for work of unknown size. An open one counts as used until it is finalized, released or lapses at
 * its end; nothing has to run for that, and the row is closed when the customer next asks.
 *
 * Locking: new table, none. Size: some 200 bytes a reservation; the index holds open ones only.
 */
export const reservations: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table reservations (
          created_at timestamptz not null,
          expires_at timestamptz not null,
          closed_at timestamptz,
          quantity numeric not null check (quantity > 0),
          used numeric,
          ${tenantColumn},
          id text collate "C" not null,
          customer text collate "C" not null,
          meter text collate "C" not null,
          counter text collate "C" not null,
          state text not null,
          primary key (id, tenant)
        );
        create index reservations_open on reservations (customer, tenant) where state = 'open';
        ${isolateTenants("reservations", ["select", "insert", "update"])}
      `)
      .execute(db);
  },
};
