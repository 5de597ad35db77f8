import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * Keys that stand for a customer before a gateway; they open nothing here. Of each its beginning is kept, to tell it by, and the
 * HMAC of its secret.
 *
 * Locking: new table, none. Size: some 250 bytes a key.
 */
export const customerKeys: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table customer_keys (
          created_at timestamptz not null,
          expires_at timestamptz,
          revoked_at timestamptz,
          last_used_at timestamptz,
          ${tenantColumn},
          id text collate "C" not null,
          customer text collate "C" not null,
          name text not null,
          secret_hash text not null,
          secret_of text not null,
          primary key (id, tenant)
        );
        create index customer_keys_of_customer on customer_keys (customer, tenant);
        ${isolateTenants("customer_keys", ["select", "insert"])}
        grant update (revoked_at, last_used_at) on customer_keys to florin_app;
      `)
      .execute(db);
  },
};
