import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * Which invoices carry lines of a customer that another pays for, so that a list can be of one department. Filled with what is stored.
 *
 * Locking: a new table, and `invoices` while its documents are read once. Size: a row for each department on an invoice, some 60 bytes;
 * none for a business without departments.
 */
export const invoiceDepartments: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table invoice_departments (
          ${tenantColumn},
          customer text collate "C" not null,
          invoice text collate "C" not null,
          primary key (tenant, customer, invoice)
        );
        alter table invoices disable row level security;
        insert into invoice_departments (tenant, customer, invoice)
        select distinct i.tenant, line #>> '{customer,id}', i.id
        from invoices i cross join lateral json_array_elements(i.document::json -> 'lines') as held (line)
        where line #>> '{customer,id}' is not null;
        alter table invoices enable row level security;
        ${isolateTenants("invoice_departments", ["select", "insert"])}
      `)
      .execute(db);
  },
};
