import { type Migration, sql } from "kysely";

/**
 * Lets whose money moved be written anew in `stale_open_items` and locked there, so that what moves while they are taken out is
 * not forgotten.
 *
 * Locking: a moment's lock on `stale_open_items`. Size: none.
 */
export const staleItemsKept: Migration = {
  async up(db) {
    await sql.raw("grant update on stale_open_items to florin_app").execute(db);
  },
};
