import { type Migration, sql } from "kysely";

/**
 * Who pays for a customer, where that is another: then it has no account of its own and buys in the payer's.
 *
 * Locking: the table of customers for an instant (a column without a default), and for as long as the index of the few that
 * have a payer takes. Size: some ten bytes for each of those.
 */
export const payers: Migration = {
  async up(db) {
    await sql
      .raw(`
        alter table customers add column payer text collate "C" check (payer <> id);
        create index customers_by_payer on customers (tenant, payer, id) where payer is not null;
      `)
      .execute(db);
  },
};
