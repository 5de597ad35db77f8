import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * The journal: entries sealed to one another by hash, their postings as rows for balances, and how far each series of
 * documents has been posted. The application may add and read, and change nothing but the head.
 *
 * Locking: new tables, none. Size: one row an entry (about 1 kB), one a posting (about 150 bytes).
 */
export const journal: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table journal_entries (
          ${tenantColumn} references tenants,
          position bigint not null check (position > 0),
          id text collate "C" not null,
          date timestamptz not null,
          entry text not null,
          hash text collate "C" not null,
          primary key (tenant, position),
          unique (tenant, id)
        );
        ${isolateTenants("journal_entries", ["select", "insert"])}

        create table journal_postings (
          ${tenantColumn},
          entry bigint not null,
          place int not null,
          date timestamptz not null,
          account text collate "C" not null,
          currency text collate "C" not null,
          amount numeric not null check (amount <> 0),
          primary key (tenant, entry, place)
        );
        create index journal_postings_by_account on journal_postings (tenant, account, currency, date)
          include (amount);
        ${isolateTenants("journal_postings", ["select", "insert"])}

        create table journal_heads (
          ${tenantColumn} references tenants,
          position bigint not null check (position >= 0),
          hash text collate "C" not null,
          primary key (tenant)
        );
        ${isolateTenants("journal_heads", ["select", "insert", "update"])}

        create table posted_series (
          ${tenantColumn} references tenants,
          series text collate "C" not null,
          position bigint not null check (position > 0),
          primary key (tenant, series)
        );
        ${isolateTenants("posted_series", ["select", "insert", "update"])}
      `)
      .execute(db);
  },
};
