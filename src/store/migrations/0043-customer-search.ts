import { type Migration, sql } from "kysely";

/**
 * Customers are found by how their name or e-mail begins, in any case. The keys are columns of their own and not expressions, as
 * row-level security keeps an index from answering for a function that might tell of other tenants' rows.
 *
 * The owner is lifted from row-level security for the length of this transaction, as in 0010.
 * Locking: customers, until all of it is rewritten. Size: 120 bytes a customer with its index entries.
 */
export const customerSearch: Migration = {
  async up(db) {
    await sql
      .raw(`
        alter table customers disable row level security;
        alter table customers
          add column name_key text collate "C" not null default '',
          add column email_key text collate "C";
        update customers set name_key = lower(name collate "default"), email_key = lower(email collate "default");
        alter table customers enable row level security;
        create index customers_by_name_key on customers (tenant, name_key, id);
        create index customers_by_email_key on customers (tenant, email_key, id) where email_key is not null;
      `)
      .execute(db);
  },
};
