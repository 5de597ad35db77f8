import { type Migration, sql } from "kysely";

/**
 * What is left of the requests that somebody may send in the minute that runs, for all processes of the installation: each takes slices
 * of it. `who` is a keyed hash that tells of nobody. Unlogged, as a crash may well forget a minute; so it is in no backup either.
 *
 * Locking: a new table, none. Size: some 150 bytes for each of whom requests are counted, pruned after their minute.
 */
export const requestWindows: Migration = {
  async up(db) {
    await sql
      .raw(`
        create unlogged table request_windows (
          ends_at timestamptz not null,
          who text collate "C" primary key,
          remaining integer not null,
          leased integer not null
        );
        create index request_windows_by_end on request_windows (ends_at);
        revoke all on request_windows from public;
        grant select, insert, update, delete on request_windows to florin_app;
      `)
      .execute(db);
  },
};
