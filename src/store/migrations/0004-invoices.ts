import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * Invoices, their lines as rows for reports, and the gapless series that numbers them.
 *
 * The document is the invoice, byte for byte; the other columns are read from it. A final invoice never changes: the
 * application may neither update nor delete. The row of a series is locked from the numbering to the commit, so a
 * roll-back burns no number and numbers are in the order of commits.
 * `invoice_lines` has no foreign key: checking one took 73% of the write of an invoice run. The invariants of
 * `verify-invoices` replace it: every line has its invoice, and the lines of an invoice add up to its total.
 * Locking: new tables, none. Size: 1 row an invoice (1 to 5 kB with its document), 150 bytes a line.
 */
export const invoices: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table number_series (
          ${tenantColumn} references tenants,
          series text collate "C" not null,
          next bigint not null check (next > 0),
          primary key (tenant, series)
        );
        ${isolateTenants("number_series", ["select", "insert", "update"])}

        create table invoices (
          ${tenantColumn},
          id text collate "C" not null,
          customer text collate "C" not null,
          customer_name text not null,
          series text collate "C" not null,
          position bigint not null,
          number text collate "C" not null,
          status text collate "C" not null,
          currency text collate "C" not null,
          issued_at timestamptz not null,
          due_at timestamptz not null,
          total numeric not null,
          line_count integer not null,
          document text not null,
          primary key (tenant, id),
          unique (tenant, series, position)
        );
        create index invoices_by_issue on invoices (tenant, issued_at, id);
        create index invoices_by_customer on invoices (tenant, customer, issued_at, id);
        ${isolateTenants("invoices", ["select", "insert"])}

        create table invoice_lines (
          ${tenantColumn},
          invoice text collate "C" not null,
          position integer not null,
          customer text collate "C" not null,
          currency text collate "C" not null,
          stream text collate "C" not null,
          kind text collate "C" not null,
          plan text collate "C",
          charge text collate "C",
          meter text collate "C",
          period_from timestamptz,
          period_to timestamptz,
          quantity numeric not null,
          amount numeric not null,
          issued_month date not null,
          primary key (invoice, position, tenant)
        );
        ${isolateTenants("invoice_lines", ["select", "insert"])}
      `)
      .execute(db);
  },
};
