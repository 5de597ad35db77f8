import { type Migration, sql } from "kysely";

/**
 * When an API key was last used, to the minute, and which key took its place. A key that is replaced works on until its
 * overlap ends, so its end may now be set after it was made.
 *
 * Locking: two columns without a default, which rewrites nothing. Size: some 30 bytes a key.
 */
export const keyRotation: Migration = {
  async up(db) {
    await sql
      .raw(`
        alter table api_keys
          add column last_used_at timestamptz,
          add column replaced_by text collate "C";
        grant update (expires_at, last_used_at, replaced_by) on api_keys to florin_app;
      `)
      .execute(db);
  },
};
