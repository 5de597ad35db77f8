import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * Answers to requests with an Idempotency-Key, written in the transaction that they protect.
 *
 * Locking: a new table, none. Size: an answer each, for as long as keys are kept (a day or more).
 */
export const idempotency: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table idempotency_keys (
          ${tenantColumn} references tenants,
          key text collate "C" not null,
          route text collate "C" not null,
          request_hash text not null,
          status integer not null,
          body text not null,
          created_at timestamptz not null,
          primary key (tenant, key)
        );
        create index idempotency_keys_by_age on idempotency_keys (tenant, created_at);
        ${isolateTenants("idempotency_keys", ["select", "insert", "delete"])}
      `)
      .execute(db);
  },
};
