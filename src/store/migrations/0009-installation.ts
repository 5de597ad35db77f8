import { type Migration, sql } from "kysely";

/**
 * The clock that the books are kept on, and under which secret each API key was made.
 *
 * `installation_clock` is one row without a tenant, as all tenants of an installation live at one time: its mode never
 * changes, its instant never goes back. `api_keys.secret_of` is a fingerprint of the server's secret (its pepper), so that
 * a server can tell which keys it can know; null for keys made before it was kept.
 *
 * Locking: a new table; a column without a default, which rewrites nothing. Size: one row, some 20 bytes a key.
 */
export const installation: Migration = {
  async up(db) {
    await sql
      .raw(`
        create table installation_clock (
          only_row boolean primary key default true check (only_row),
          mode text collate "C" not null check (mode in ('real', 'manual')),
          latest timestamptz not null
        );
        revoke all on installation_clock from public;
        grant select, insert on installation_clock to florin_app;
        grant update (latest) on installation_clock to florin_app;

        alter table api_keys add column secret_of text collate "C";
      `)
      .execute(db);
  },
};
