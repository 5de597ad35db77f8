import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * What an account's money did, in the account's own count, and the notices of dunning it gave. Written with the account in
 * one transaction and never changed, but for `posted`: whether the movement is in the journal.
 *
 * Locking: new tables, none. Size: a movement and a notice about 400 bytes each.
 */
export const accountMovements: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table account_movements (
          ${tenantColumn} references tenants,
          customer text collate "C" not null,
          place bigint not null check (place > 0),
          at timestamptz not null,
          kind text collate "C" not null,
          movement text not null,
          posted boolean not null default false,
          primary key (tenant, customer, place)
        );
        create index account_movements_unposted on account_movements (tenant, at, customer, place)
          where not posted;
        ${isolateTenants("account_movements", ["select", "insert", "update"])}

        create table dunning_notices (
          ${tenantColumn} references tenants,
          id text collate "C" not null,
          customer text collate "C" not null,
          at timestamptz not null,
          action text collate "C" not null,
          notice text not null,
          primary key (tenant, id)
        );
        create index dunning_notices_by_time on dunning_notices (tenant, at, id);
        create index dunning_notices_by_customer on dunning_notices (tenant, customer, at, id);
        ${isolateTenants("dunning_notices", ["select", "insert"])}
      `)
      .execute(db);
  },
};
