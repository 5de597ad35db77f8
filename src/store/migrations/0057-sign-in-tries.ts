import { type Migration, sql } from "kysely";

/**
 * Tries to sign in, counted for all processes of the installation: by whom they are for and by where they come from, both as keyed hashes
 * that tell of nobody. Unlogged, as a crash may well forget the last quarter of an hour; so it is in no backup either.
 *
 * Locking: a new table, none. Size: some 200 bytes a name and address, pruned after a quarter of an hour.
 */
export const signInTries: Migration = {
  async up(db) {
    await sql
      .raw(`
        create unlogged table sign_in_tries (
          last_at timestamptz not null,
          who text collate "C" primary key,
          tries timestamptz[] not null
        );
        create index sign_in_tries_by_age on sign_in_tries (last_at);
        revoke all on sign_in_tries from public;
        grant select, insert, update, delete on sign_in_tries to florin_app;
      `)
      .execute(db);
  },
};
