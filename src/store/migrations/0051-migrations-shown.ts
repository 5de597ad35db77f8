import { type Migration, sql } from "kysely";

/**
 * Lets the application see which migrations were run: a server says whether its database has had all that it knows.
 *
 * Locking: none but the catalog's. Size: none.
 */
export const migrationsShown: Migration = {
  async up(db) {
    await sql.raw("grant select on kysely_migration to florin_app").execute(db);
  },
};
