import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * Customers of whose VAT number a register is to be asked: at most one question a customer, written in the transaction that
 * recorded the number and deleted with its answer.
 *
 * Locking: a new table, none. Size: a short row for each question that is open.
 */
export const vatQuestions: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table vat_questions (
          ${tenantColumn} references tenants,
          customer text collate "C" not null,
          ask_at timestamptz not null,
          attempts int not null default 0 check (attempts >= 0),
          primary key (tenant, customer)
        );
        create index vat_questions_by_time on vat_questions (tenant, ask_at, customer);
        ${isolateTenants("vat_questions", ["select", "insert", "update", "delete"])}
      `)
      .execute(db);
  },
};
