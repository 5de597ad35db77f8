import { type Migration, sql } from "kysely";

/**
 * Lets reservations go that were closed long ago.
 *
 * Locking: none to speak of. Size: none.
 */
export const prunedReservations: Migration = {
  async up(db) {
    await sql.raw("grant delete on reservations to florin_app").execute(db);
  },
};
