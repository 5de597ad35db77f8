import { type Migration, sql } from "kysely";

/**
 * A name of the installation, by which a ClickHouse knows whose events it keeps. It goes with the database into a backup and
 * comes back with it.
 *
 * Locking: a table of one row. Size: 16 bytes.
 */
export const eventOwner: Migration = {
  async up(db) {
    await sql
      .raw(
        "alter table event_engine add column installation uuid not null default gen_random_uuid()",
      )
      .execute(db);
  },
};
