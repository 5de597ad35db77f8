import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * Customers, what they bought, and the billing state of each.
 *
 * `account_facts` is history: one row for each purchase, its canonical text kept. `accounts` is the state machine's
 * value with a version that every save must have seen. The partial index holds only accounts that may fall due, in the
 * order in which they are claimed.
 * Locking: new tables, none. Size: 1 to 10 rows for each customer; a state grows with its billed periods to some kB.
 */
export const accounts: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table customers (
          ${tenantColumn} references tenants,
          id text collate "C" not null,
          name text not null,
          email text,
          segment text collate "C",
          country text collate "C",
          currency text collate "C",
          time_zone text collate "C",
          fact text not null,
          created_at timestamptz not null,
          primary key (tenant, id)
        );
        create index customers_by_name on customers (tenant, name, id);
        ${isolateTenants("customers", ["select", "insert", "update"])}

        create table account_facts (
          ${tenantColumn} references tenants,
          kind text collate "C" not null check (kind in ('subscription', 'licence', 'sale')),
          id text collate "C" not null,
          customer text collate "C" not null,
          product text collate "C" not null,
          starts_at timestamptz not null,
          ends_at timestamptz,
          fact text not null,
          recorded_at timestamptz not null,
          primary key (tenant, kind, id)
        );
        create index account_facts_by_customer on account_facts (tenant, customer);
        ${isolateTenants("account_facts", ["select", "insert"])}

        create table accounts (
          ${tenantColumn} references tenants,
          customer text collate "C" not null,
          state text not null,
          next_due timestamptz,
          version bigint not null check (version > 0),
          parked_reason text,
          parked_since timestamptz,
          primary key (tenant, customer),
          check ((parked_reason is null) = (parked_since is null))
        );
        create index accounts_due on accounts (tenant, next_due, customer)
          where parked_reason is null and next_due is not null;
        ${isolateTenants("accounts", ["select", "insert", "update"])}
      `)
      .execute(db);
  },
};
