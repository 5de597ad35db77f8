import { type Migration, sql } from "kysely";

/**
 * That a restored database is on hold: servers on it answer, and do nothing by themselves, until a person says so. At most one row, of the
 * whole installation; none where nothing was restored, or it was released. `florin restore` makes the table itself where the schema of
 * a backup has none yet, in the transaction of the rows.
 *
 * Locking: a new table, none. Size: one row.
 */
export const restoredHold: Migration = {
  async up(db) {
    await sql.raw(makeRestoredHold).execute(db);
  },
};

/** Makes the table, unless it is there. */
export const makeRestoredHold = `
  create table if not exists restored_hold (
    held_since timestamptz not null,
    backup_made_at timestamptz not null,
    only_row boolean primary key default true check (only_row)
  );
  revoke all on restored_hold from public;
  grant select, delete on restored_hold to florin_app;
`;
