import { type Migration, sql } from "kysely";

/**
 * An index of the usage events that came in more than five minutes after they happened.
 *
 * Every invoice asks whether its customer's closed periods, a year of them, got an event since they were billed. Looked
 * up period by period that reads all their events again; here it is one look at an index that holds few of them, and
 * for most customers none. Five minutes is less than a model's grace window mostly is, and more than a healthy sender
 * takes: an event of a closed period comes in after the grace window, so it is in the index unless the window is shorter.
 *
 * Locking: writers of events wait while the index is built, a few seconds for each million of events.
 * Size: some 60 bytes for an event that came in late, nothing for the others.
 */
export const lateEvents: Migration = {
  async up(db) {
    await sql
      .raw(`
        create index events_late on events (customer, tenant, received_at)
          where received_at - time > interval '5 minutes';
      `)
      .execute(db);
  },
};
