import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * How customers pay: the accounts we have with providers, customers and methods as providers know them, who pays
 * automatically, and what is open of each invoice.
 *
 * Keys of providers are sealed under the installation's secret, which is not in the database. No number that could be
 * charged elsewhere is in any of these tables. `open_items` repeats what follows from documents and payments, so that a
 * statement can be matched with all that is owed; `followed_series` says up to which document it does, and
 * `stale_open_items` whose money has moved since.
 * Locking: new tables, none. Size: a row a method, and one of 200 bytes an invoice.
 */
export const paymentMethods: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table provider_accounts (
          ${tenantColumn} references tenants,
          provider text collate "C" not null,
          active boolean not null,
          options jsonb not null,
          sealed_keys jsonb not null,
          events_read_until timestamptz,
          changed_at timestamptz not null,
          primary key (tenant, provider)
        );
        ${isolateTenants("provider_accounts", ["select", "insert", "update"])}

        create table provider_customers (
          ${tenantColumn} references tenants,
          provider text collate "C" not null,
          customer text collate "C" not null,
          reference text collate "C" not null,
          primary key (tenant, provider, customer),
          unique (tenant, provider, reference)
        );
        ${isolateTenants("provider_customers", ["select", "insert"])}

        create table customer_methods (
          ${tenantColumn} references tenants,
          id text collate "C" not null,
          customer text collate "C" not null,
          provider text collate "C" not null,
          reference text collate "C" not null,
          customer_reference text collate "C" not null,
          method text collate "C" not null,
          kind text collate "C" not null,
          label text not null,
          expires text,
          is_default boolean not null,
          priority integer not null,
          failing_until timestamptz,
          changed_at timestamptz not null,
          detached_at timestamptz,
          primary key (tenant, id),
          unique (tenant, provider, reference, customer)
        );
        create index customer_methods_by_customer on customer_methods (tenant, customer, priority, id);
        create unique index customer_methods_default on customer_methods (tenant, customer)
          where is_default and detached_at is null;
        ${isolateTenants("customer_methods", ["select", "insert", "update"])}

        create table provider_payouts (
          ${tenantColumn} references tenants,
          provider text collate "C" not null,
          payout text collate "C" not null,
          status text collate "C" not null,
          amount numeric not null,
          currency text collate "C" not null,
          at timestamptz not null,
          content jsonb,
          primary key (tenant, provider, payout)
        );
        create index provider_payouts_by_time on provider_payouts (tenant, at, payout);
        ${isolateTenants("provider_payouts", ["select", "insert", "update"])}

        create table autopay_customers (
          ${tenantColumn} references tenants,
          customer text collate "C" not null,
          charge_on text collate "C" not null,
          since timestamptz not null,
          primary key (tenant, customer)
        );
        ${isolateTenants("autopay_customers", ["select", "insert", "update", "delete"])}

        create table open_items (
          ${tenantColumn} references tenants,
          invoice text collate "C" not null,
          id text collate "C" not null,
          customer text collate "C" not null,
          currency text collate "C" not null,
          total numeric not null,
          open numeric not null,
          issued_at timestamptz not null,
          due_at timestamptz not null,
          collection text collate "C" not null default 'none',
          next_charge_at timestamptz,
          primary key (tenant, invoice)
        );
        create index open_items_by_id on open_items (tenant, id);
        create index open_items_open on open_items (tenant, due_at, invoice) where open > 0;
        create index open_items_by_customer on open_items (tenant, customer, invoice);
        create index open_items_to_charge on open_items (tenant, next_charge_at, invoice)
          where next_charge_at is not null;
        ${isolateTenants("open_items", ["select", "insert", "update"])}

        create table stale_open_items (
          ${tenantColumn} references tenants,
          customer text collate "C" not null,
          primary key (tenant, customer)
        );
        ${isolateTenants("stale_open_items", ["select", "insert", "delete"])}

        create table followed_series (
          ${tenantColumn} references tenants,
          series text collate "C" not null,
          position bigint not null check (position > 0),
          primary key (tenant, series)
        );
        ${isolateTenants("followed_series", ["select", "insert", "update"])}
      `)
      .execute(db);
  },
};
