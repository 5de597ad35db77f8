import { type Migration, sql } from "kysely";
import { isolateTenants, tenantColumn } from "./tenant-table.ts";

/**
 * Bank statements as they were imported, and their lines with what became of each. A statement's id is the hash of its
 * bytes and a line's the hash of what makes it itself, so the same file, or the same day in another file, adds nothing.
 *
 * Locking: new tables, none. Size: a line about 600 bytes.
 */
export const bankStatements: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table bank_statements (
          ${tenantColumn} references tenants,
          id text collate "C" not null,
          name text not null,
          format text collate "C" not null,
          imported_at timestamptz not null,
          lines integer not null,
          faults jsonb not null,
          primary key (tenant, id)
        );
        create index bank_statements_by_time on bank_statements (tenant, imported_at, id);
        ${isolateTenants("bank_statements", ["select", "insert"])}

        create table bank_lines (
          ${tenantColumn} references tenants,
          id text collate "C" not null,
          statement text collate "C" not null,
          place integer not null,
          booked_on date not null,
          amount numeric not null,
          currency text collate "C" not null,
          state text collate "C" not null,
          customer text collate "C",
          payment text collate "C",
          line jsonb not null,
          outcome jsonb not null,
          settled_at timestamptz,
          primary key (tenant, id)
        );
        create index bank_lines_by_statement on bank_lines (tenant, statement, place);
        create index bank_lines_by_day on bank_lines (tenant, booked_on, id);
        create index bank_lines_unmatched on bank_lines (tenant, booked_on, id)
          where state = 'unmatched';
        create index bank_lines_by_customer on bank_lines (tenant, customer)
          where customer is not null;
        ${isolateTenants("bank_lines", ["select", "insert", "update"])}
      `)
      .execute(db);
  },
};
