import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * What stands in the books in other currencies than theirs, and what it is carried at: where each position stands, and what each
 * entry did to it, so that it can be told where all of them stood at the end of a month.
 *
 * What was posted before has no positions: it stands as unknown until it is settled.
 * Locking: new tables, none. Size: 200 bytes an invoice in another currency and 100 bytes for each of its movements.
 */
export const currencyPositions: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table currency_positions (
          ${tenantColumn} references tenants,
          account text collate "C" not null,
          currency text collate "C" not null,
          item text collate "C" not null,
          amount numeric not null,
          carrying numeric not null,
          unvalued boolean not null,
          primary key (tenant, account, currency, item)
        );
        ${isolateTenants("currency_positions", ["select", "insert", "update"])}

        create table currency_moves (
          ${tenantColumn} references tenants,
          entry bigint not null,
          place int not null check (place >= 0),
          date timestamptz not null,
          account text collate "C" not null,
          currency text collate "C" not null,
          item text collate "C" not null,
          amount numeric not null,
          carried numeric not null,
          unvalued boolean not null,
          primary key (tenant, entry, place)
        );
        create index currency_moves_by_date on currency_moves (tenant, date);
        ${isolateTenants("currency_moves", ["select", "insert"])}
      `)
      .execute(db);
  },
};
