import { type Migration, sql } from "kysely";

/**
 * Time in which a gateway found an API degraded: it is up then, and not well.
 *
 * Locking: a column whose default is a constant, which rewrites nothing. Size: a byte a stretch.
 */
export const degradedMeasurements: Migration = {
  async up(db) {
    await sql
      .raw(`
        alter table api_measurements
          add column is_degraded boolean not null default false,
          add constraint degraded_is_up check (is_up or not is_degraded) not valid;
      `)
      .execute(db);
  },
};
