import { type Migration, sql } from "kysely";

/**
 * When the last event that a month was rolled up from was received: so a month that was dropped without a word of it is known by that
 * none of its old events is left, whatever came in for it since. Null for months rolled up before.
 *
 * Locking: a moment's exclusive lock on `dropped_months`. Size: 8 bytes for each month and tenant.
 */
export const rolledUpUntil: Migration = {
  async up(db) {
    await sql.raw("alter table dropped_months add column rolled_up_until timestamptz").execute(db);
  },
};
